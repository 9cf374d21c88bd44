puts "up"
sleep
