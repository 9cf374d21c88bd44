File.foreach("/proc/self/smaps_rollup") { |line| puts "#{$1}=#{$2}" if line =~ /\A(Private\w+|Rss):\s+(\d+)/ }
puts "done"
sleep
