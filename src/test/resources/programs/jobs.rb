# Jobs that take their time, for Sidekiq.
require 'sidekiq'
require 'fileutils'

class Quick
  include Sidekiq::Worker

  def perform
    FileUtils.touch('answered')
  end
end

class Slow
  include Sidekiq::Worker

  def perform
    FileUtils.touch('begun')
    sleep 3
    FileUtils.touch('whole')
  end
end
