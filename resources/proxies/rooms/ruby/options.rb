# frozen_string_literal: true

# The command line, and what --help says of it.

require "optparse"

module ControlFreak
  module ShareMemProxy
    VERSION = "1.0.0"
    PROTOCOL = 2
    WATCH_SECONDS = 5.0
    REFORK_SECONDS = 10.0
    PROGRAM = File.basename(PROGRAM_FILE)

    USAGE = <<~END_OF_USAGE
      usage: cfk-share-mem-proxy.rb [--preload LIBRARY_OR_FILE...]... [--warm Module.method]...
                                    [--before-fork Module.method]... [--after-fork Module.method]...
                                    [--interpreter FILE] [--keep-exit-handlers] [--watch-secs N]
                                    [--refork-secs N] [--stdio] [--version] [--help]

      Loads an application once and forks services from it, so that all of them share one copy of it in memory.
      Control Freak starts this program; its commands come over a pipe.

        --preload      libraries (set, rack/builder) or files (shop.rb, config/environment), where a library goes
                       before a file of the same name without .rb; what a loader of Rails or Zeitwerk would load
                       late is loaded at once
        --warm         a method that fills caches, called once after loading
        --before-fork  a method that closes what must not be shared, called once after that
        --after-fork   a method that is called in each child first
        --interpreter  what runs all this, such as vendor/bin/ruby, from the proxy's folder
        --keep-exit-handlers
                       run in each child, too, what was registered with at_exit while loading
        --watch-secs   how often to look whether loaded files have changed (5); 0: never
        --refork-secs  how long a worker may take to answer a refork (10)
        --stdio        commands on 0, statuses on 1, logs on 2; for a proxy behind ssh

      how to prepare an application:
        Where it has a Gemfile, let the command be `bundle exec cfk-share-mem-proxy.rb ...`, so that its gems and
        not those of this program are taken.
        Load everything in the proxy that the workers need, also what `autoload` would load late: a worker
        that loads it has it for itself alone.
        Give --warm a method that serves a few hundred made-up requests: what is filled on first use (caches,
        compiled templates, late loads) is then filled once, before the fork.
        Give --before-fork a method that closes what must not be shared: database connections and sockets. Connect in
        the worker, or in a method for --after-fork.
        Start no thread before the fork: it would vanish in the child with its work half done, and so the proxy
        refuses to fork while it has more than one. Timeout, the reaper of Active Record (reaping_frequency: null
        prevents it) and older versions of Concurrent Ruby start one each; --before-fork may end them.
        Install signal handlers in the worker: a child starts with those of a fresh interpreter.
        The proxy lets the heap grow in small steps (RUBY_GC_HEAP_GROWTH_FACTOR and its kin), because each
        worker pays for the steps; variables that you set yourself stay as they are.

      #{Inheritance::HELP}
      commands of services:
        worker.rb ARGS            the file, by `load`, inside the forked interpreter; __FILE__ == $0 holds,
                                  DATA does not exist
        ruby worker.rb ARGS       the same, for a file of any name
        Module::Name.method ARGS  calls the method with the arguments; it may `exit` with a code
        puma ARGS                 a script, found on the PATH, whose first line names this very interpreter: the same
        anything else             is executed as a program of its own: it shares nothing
        With "stdin": "open" a service's standard input is silent and open until the panel writes to it or ends it, at
        the latest until the proxy ends; else it is /dev/null.

      #{Rights::HELP}
      a worker on a socket that the workspace names ("sockets": ["web"]): descriptor 3 listens, for all workers at once
        require "socket"
        server = TCPServer.for_fd(3)
        going = true
        trap("TERM") { going = false }   # what is being served is finished first
        while going
          next unless IO.select([server], nil, nil, 0.2)
          client = server.accept_nonblock(exception: false)
          next if client == :wait_readable   # another worker was quicker
          nil until client.gets.to_s.strip.empty?
          client.write("HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n")
          client.close
        end

      how a warmed-up worker becomes the template (refork, Linux only):
        Where no method can warm up the application, a worker that has served for a while can: on command the proxy
        asks it with signal 50, a copy of it becomes the template that later services fork from, and it goes on
        itself. What it has loaded and cached is there in each later service; its environment, arguments, folder,
        signal handlers, threads, descriptors and the constants of its own file are not. Another such command
        replaces the template, one without a name ends it.
        The worker must have one thread, run inside the forked interpreter, and pause now and then, as one that
        waits for requests does. The copy runs --before-fork again: on sockets that are dead there, so that the
        worker's own connections stay as they are. A service with no_new_session forks from the proxy itself.

      how the proxy notices changes:
        It looks about every 5 s whether the files that it has loaded are still as they were then, and tells which
        are not: its memory holds the old code until it is run again.

      A child gets SIGKILL when its proxy dies: an orphan would hold the port that its successor needs.
    END_OF_USAGE

    def self.parse(arguments)
      options = { preload: [], warm: [], before_fork: [], after_fork: [], watch_secs: WATCH_SECONDS, refork_secs: REFORK_SECONDS,
                  stdio: false }
      rest = arguments.dup
      parser = parser_of(options)
      parser.order!(rest)
      # One --preload may have several names behind it.
      until rest.empty?
        raise OptionParser::InvalidArgument, rest[0] if options[:preload].empty?

        options[:preload] << rest.shift
        parser.order!(rest)
      end
      options
    rescue OptionParser::ParseError => error
      warn "#{PROGRAM}: #{error.message}; see --help"
      exit 2
    end

    def self.parser_of(options)
      OptionParser.new do |parser|
        parser.on("--preload NAME") { |name| options[:preload] << name }
        parser.on("--warm NAME") { |name| options[:warm] << name }
        parser.on("--before-fork NAME") { |name| options[:before_fork] << name }
        parser.on("--after-fork NAME") { |name| options[:after_fork] << name }
        parser.on("--interpreter FILE") { |file| options[:interpreter] = file }
        parser.on("--keep-exit-handlers") { options[:keep_exit_handlers] = true }
        parser.on("--watch-secs N", Float) { |seconds| options[:watch_secs] = [seconds, 0.0].max }
        parser.on("--refork-secs N", Float) { |seconds| options[:refork_secs] = [seconds, 0.0].max }
        parser.on("--stdio") { options[:stdio] = true }
        parser.on("--help") { print_and_exit(USAGE) }
        parser.on("--version") { print_and_exit("#{PROGRAM} #{VERSION}, protocol #{PROTOCOL}") }
      end
    end

    def self.print_and_exit(text)
      puts text
      exit 0
    end
  end
end
