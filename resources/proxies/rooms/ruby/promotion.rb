# frozen_string_literal: true

# A worker's way to the template, as the proxy sees it.

module ControlFreak
  module ShareMemProxy
    # How long a copy may take to tidy up, and how long a template to fork.
    PREPARE_SECONDS = 60.0
    PAUSE_SECONDS = 0.02

    # A worker's way to the template, as the proxy sees it. Its methods raise Failure where it ends early.
    class Promotion
      attr_reader :child, :channel, :copy, :memory

      def initialize(child, seconds)
        @child = child
        @seconds = seconds
        @deadline = ShareMemProxy.now + seconds
        @asked = false
      end

      # The seconds until it wants to go on.
      def timeout
        @asked ? [@deadline - ShareMemProxy.now, 0].max : PAUSE_SECONDS
      end

      def go_on
        raise Failure, lateness if ShareMemProxy.now >= @deadline

        ask unless @asked
      end

      def lateness
        return format("The copy of %s was not ready within %g s", @child.name, PREPARE_SECONDS) if @channel

        format("%s did not %s within %g s", @child.name, @asked ? "answer" : "pause", @seconds)
      end

      # Signals the worker while it waits for something.
      def ask
        facts = System.facts_of(@child.pid)
        state = facts.fetch("State", "Z")[0]
        raise Failure, "#{@child.name} has ended" if "ZX".include?(state)

        if facts["SigCgt"].to_i(16)[REFORK_SIGNAL - 1].zero?
          raise Failure, "#{@child.name} does not listen to signal #{REFORK_SIGNAL} any more: " \
                         "it has set it otherwise, or executed another program"
        end
        return unless state == "S"

        Process.kill(REFORK_SIGNAL, @child.pid)
        @asked = true
      end

      # Takes the connection if it is the worker's.
      def connect(connection, setup)
        pid, uid, = connection.getsockopt(:SOCKET, :PEERCRED).unpack("l3")
        return connection.close if !@asked || @channel || pid != @child.pid

        @channel = Channel.new(connection)
        raise Failure, "#{@child.name} runs as another user" if uid != Process.euid

        @deadline = ShareMemProxy.now + PREPARE_SECONDS
        begin
          @channel.send(setup)
        rescue SystemCallError
          # A worker that refuses is gone already; what it has said can still be read.
          nil
        end
      end

      # True once the copy is ready.
      def hear
        answer = @channel.receive(TEMPLATE_SECONDS)
        raise Failure, "The copy of #{@child.name} ended before it was ready" if answer.nil?
        raise Failure, "#{@child.name} cannot be copied: #{answer["refused"]}" if answer["refused"]

        @copy = answer["pid"] || @copy
        @memory = answer["memory_mb"]
        # More than one may have come at once.
        answer["ready"] || (@channel.waiting? && hear)
      end

      def abandon
        @channel&.close
        ShareMemProxy.kill_child(@copy) if @copy
      end
    end
  end
end
