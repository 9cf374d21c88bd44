Thread.new { 1 + 1 }.join
