# Repeats its standard input, and ends when that does.
puts "up"
STDIN.each_line { |line| puts "read #{line}" }
puts "the input has ended"
