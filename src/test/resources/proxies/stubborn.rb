trap("TERM", "IGNORE")
puts "up"
sleep
