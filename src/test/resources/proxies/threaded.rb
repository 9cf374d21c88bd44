Thread.new { sleep 600 }.name = "refresher"
