whom, count = ARGV
count.to_i.times { |number| puts "line #{number}" }
warn "an error"
print "no end"
$stdout.flush
Process.kill(:KILL, whom == "parent" ? Process.ppid : Process.pid) if whom != "nobody"
sleep 1000
