# frozen_string_literal: true

# The parent of all services: one thread, in one loop that waits for whatever comes.

require "json"
require "set"

module ControlFreak
  module ShareMemProxy
    GRACE_SECONDS = 2.0
    LOG_LIMIT = 1 << 20
    STATUS_LIMIT = 1 << 20
    INPUT_LIMIT = 1 << 20
    FILES_NAMED = 10

    # What it does at each turn of its loop, and at its end.
    class Proxy
      include Commands
      include Births
      include Refork

      def initialize(pipes, added_variables, watch, options)
        commands, statuses, log = pipes
        @commands = CommandReader.new(commands)
        @statuses = PipeWriter.new(statuses, STATUS_LIMIT)
        @log = PipeWriter.new(log, LOG_LIMIT)
        @added_variables = added_variables
        @watch = watch
        @before_fork = options[:before_fork]
        @after_fork = options[:after_fork]
        @refork_seconds = options[:refork_secs]
        @listener = nil
        @promotion = nil
        @template = nil
        @template_pid = nil
        @template_sockets = []
        @template_rights = nil
        @children = {}
        # Those of them that are yet to be waited for, lest each wait costs what all of them do.
        @unborn = {}
        @inputs = {}
        @by_name = {}
        @relays = Set.new
        @groups = Set.new
        @deadline = nil
        @killed = false
        @stop_asked = false
        watch_signals
      end

      def watch_signals
        @wake, wake_end = IO.pipe
        @wake_end = wake_end
        trap("CHLD") { wake_end.write_nonblock(".", exception: false) }
        %w[TERM INT HUP].each do |name|
          trap(name) do
            @stop_asked = true
            wake_end.write_nonblock(".", exception: false)
          end
        end
        System.unblock_signals
      end

      def say(status, **fields)
        @statuses.write("#{JSON.generate({ "status" => status, **fields })}\n")
      end

      def complain(text)
        @log.write("err:-:#{ShareMemProxy.text(text).tr("\n", " ")}\n") unless @log.full?
      end

      # Returns nil in the proxy at its end, and in each child what it is to become.
      def serve
        loop do
          poll
          reap
          if @commands.lines.any? && !@deadline
            born = obey(@commands.lines.shift)
            return born if born
          end
          stop_all if !@deadline && (@stop_asked || @statuses.broken || @log.broken)
          return if @deadline && over?

          promote { @promotion.go_on } if @promotion
          say_stale if !@deadline && @watch.look
        end
      end

      def say_stale
        files = @watch.changed.map { |path| ShareMemProxy.text(path) }
        say("stale", count: files.size, files: files.first(FILES_NAMED))
      end

      private

      def poll
        readers = readers_by_io
        writers = [@statuses, @log, *@inputs.values].select(&:pending?).map { |writer| [writer.io, writer] }.to_h
        readable, writable = IO.select(readers.keys, writers.keys, nil, timeout)
        writable&.each { |io| writers[io].flush }
        # A step may close what another was to read.
        readable&.each { |io| readers[io].call unless io.closed? }
      end

      def readers_by_io
        readers = { @wake => -> { @wake.read_nonblock(PIPE_READ, exception: false) } }
        # One command at a time: exits and output come between the commands of a burst.
        readers[@commands.io] = method(:read_commands) if !@deadline && @commands.lines.empty? && !@statuses.full?
        readers[@listener] = method(:accept_worker) if @listener
        readers[@promotion.channel.socket] = -> { promote { hear } } if @promotion&.channel
        @unborn.each_value { |child| readers[child.report] = -> { read_report(child) } }
        @relays.each { |relay| readers[relay.io] = -> { relay(relay) } } unless @log.full?
        readers
      end

      def timeout
        return 0.02 if @deadline

        @commands.lines.any? ? 0 : [@watch.timeout, @promotion&.timeout].compact.min
      end

      def read_commands
        @stop_asked = true unless @commands.read
      end

      def relay(relay)
        return if @log.full?

        lines = relay.read
        if lines
          @log.write(lines)
        else
          @log.write(relay.last)
          @relays.delete(relay)
          relay.io.close
        end
      end

      def stop_all
        refuse_promotion("The proxy ends") if @promotion
        end_template
        @deadline = ShareMemProxy.now + GRACE_SECONDS
        signal_all(Signal.list["TERM"])
        signal_all(Signal.list["CONT"])
      end

      def signal_all(number)
        @children.each_value { |child| child.signal(number) }
        # A leader may be gone while others of its group still tidy up.
        (@groups - @children.keys).each do |group|
          Process.kill(number, -group)
        rescue SystemCallError
          @groups.delete(group)
        end
      end

      def over?
        late = ShareMemProxy.now - @deadline
        if late >= 0 && !@killed
          @killed = true
          signal_all(Signal.list["KILL"])
        elsif @children.empty?
          signal_all(0)
        end
        busy = @children.any? || @groups.any? || @relays.any? || @log.pending? || @statuses.pending?
        !busy || late > LAST_WORDS_SECONDS
      end
    end
  end
end
