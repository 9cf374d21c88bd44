# frozen_string_literal: true

# The proxy's life, from its command line to its end.

require_relative "failures"
require_relative "system"
require_relative "finalizers"
require_relative "descriptors"
require_relative "inheritance"
require_relative "rights"
require_relative "options"
require_relative "interpreter"
require_relative "loading"
require_relative "watch"
require_relative "pipes"
require_relative "sockets"
require_relative "relay"
require_relative "plan"
require_relative "order"
require_relative "newborn"
require_relative "channel"
require_relative "template"
require_relative "promotion"
require_relative "child"
require_relative "commands"
require_relative "births"
require_relative "refork"
require_relative "proxy"

module ControlFreak
  module ShareMemProxy
    # The proxy's life; answers with a newborn where the process turned into a child.
    def self.run(arguments)
      options = parse(arguments)
      change_interpreter(options[:interpreter], arguments)
      ensure_environment
      pipes = pipes_of(options[:stdio])
      Sockets.inherit
      added_variables = prepare_process
      Inheritance.before_load(options[:keep_exit_handlers])
      preload_ms = load_application(options)
      await_cached_threads
      proxy = Proxy.new(pipes, added_variables, Watch.new(options[:watch_secs], options[:preload]), options)
      greet(proxy, options, preload_ms, Inheritance.changed_variables(added_variables))
      [proxy.serve, options[:after_fork]]
    end

    def self.greet(proxy, options, preload_ms, environment)
      more = System.can_refork? ? { refork: true } : {}
      proxy.say(
        "ready",
        pid: Process.pid,
        protocol: PROTOCOL,
        runtime: "#{RUBY_ENGINE == "ruby" ? "Ruby" : RUBY_ENGINE} #{RUBY_VERSION}",
        preloaded: options[:preload],
        preload_ms: preload_ms,
        memory_mb: System.memory_in_mb,
        environment: environment.map { |pair| pair.map { |each| each && text(each) } }.to_h,
        input: true,
        rights: true,
        fifos: !options[:stdio],
        **more
      )
      proxy.complain("Without the library fiddle a service may outlive its proxy") unless System::AVAILABLE
      Inheritance.notes("in children").each { |note| proxy.complain(note) }
    end
  end
end
