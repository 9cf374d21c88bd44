#!/usr/bin/env ruby
# frozen_string_literal: true

# A proxy of Control Freak for Ruby: loads an application once, then forks services from it on command.

# A module of its own: the workers are Ruby files that fill the top level as they like.
module ControlFreak
  module ShareMemProxy
    PROGRAM_FILE = __FILE__
  end
end

begin
  require_relative "rooms/ruby/main"
rescue LoadError => error
  abort "The folder \"rooms\" must lie beside this program: #{error.message}"
end

born, after_fork = ControlFreak::ShareMemProxy.run(ARGV)
born&.become_service(after_fork)
