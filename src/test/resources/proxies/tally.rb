# An application that is warmer the more workers it has had.
module Tally
  class << self
    attr_accessor :count

    def before_fork
      $stderr.puts "before the fork"
    end

    # A tidying that works in the proxy, and not any more once a worker has run.
    def fail_later
      raise "the tidying broke" if count.positive?
    end
  end
  self.count = 0
end
