puts "collector=#{GC.enable ? "off" : "on"}"
# Where Process.warmup exists it does the same, and counts nothing.
puts "tidied=#{Process.respond_to?(:warmup) ? 1 : GC.stat(:compact_count)}"
