file = File.open(ARGV[0], "w")
file.write("never closed")
Thread.new do
  sleep
ensure
  puts "the thread was ended"
end
Thread.pass
sleep 0.05
