at_exit { puts "my own farewell" }
$stdout.write "no newline"
exit 4
