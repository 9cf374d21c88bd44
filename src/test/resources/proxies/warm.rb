# A worker that leaves traces in the application's memory, in its own process, in its constants and in its buffers.
require "socket"

puts "was #{Tally.count} #{ARGV.join(" ")} #{defined?(TRACE)}"
Tally.count += 1
TRACE = "left behind"
ENV["LEAKED"] = "x"
Dir.chdir("/")
File.umask(0o077)
listener = TCPServer.new("127.0.0.1", 0)
passwd = File.open("/etc/passwd")
trap("TERM") { exit 3 }
trap("USR1") { puts "got USR1" }
trap("CHLD") { puts "a child died" }
trap("HUP") { puts "alive" }
at_exit { puts "farewell" }
how = ARGV[0] || "willing"
Thread.new { sleep 600 }.name = "refresher" if how == "threaded"
trap(50) { nil } if how == "deaf"
trap(50, "IGNORE") if how == "else"
puts "up"
print "rest of a line"
loop { nil } if how == "busy"
lock = Mutex.new
loop do
  begun = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  lock.synchronize { sleep 60 }
  puts "woke up after #{Process.clock_gettime(Process::CLOCK_MONOTONIC) - begun}"
end
