# An application that leaves everything behind that a child should not find.
require "fiddle"

module Application
  # Written to no more once they are made, and too long to lie in their slots.
  DATA = Array.new(450_000) { |number| "a fact of the application, number #{number}" }.freeze
  PID = Process.pid
  LEFT_OPEN = File.open("/etc/passwd")

  def self.warm
    $stderr.puts "warm"
  end

  def self.before_fork
    $stderr.puts "before the fork"
  end

  def self.serve(*arguments)
    puts "served with 1 #{DATA.size} #{arguments.join(" ")}"
    exit 7
  end
end

srand 1
rand
trap("USR1") {}
trap("USR2", "IGNORE")
# Signal 28 alone.
set = [1 << 27].pack("Q") + "\0" * 120
types = [Fiddle::TYPE_INT, Fiddle::TYPE_VOIDP, Fiddle::TYPE_VOIDP]
Fiddle::Function.new(Fiddle::Handle::DEFAULT["pthread_sigmask"], types, Fiddle::TYPE_INT).call(0, set, nil)
at_exit { $stderr.puts "the application ends in #{Process.pid == Application::PID ? "the proxy" : "a child"}" }
# Without a newline it stays in a buffer.
$stdout.write "printed before the fork"
