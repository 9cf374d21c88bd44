# frozen_string_literal: true

# What a worker does to become a template, and what it does as one.

require "socket"

module ControlFreak
  module ShareMemProxy
    # What a worker does to become a template, and what it does as one.
    module Template
      # In a thread, so that the copy has nothing of the worker's calls below it: it begins with the thread's block.
      def self.listen(file)
        @worker_file = file
        trap(REFORK_SIGNAL) { Thread.new { answer } } if System.can_refork?
      end

      # A worker's part: a copy of it becomes the template, and it goes on as if nothing had happened.
      def self.answer
        # Fails where the proxy has given up long ago.
        channel = Channel.new(UNIXSocket.new(REFORK_ADDRESS))
        begin
          refuse_worker_threads
          ShareMemProxy.flush_output
          Inheritance.take_places
          without_news_of_children { fork_for_proxy(channel) { serve(channel) } }
        rescue Failure, SystemCallError => error
          channel.send("refused" => ShareMemProxy.text(ShareMemProxy.reason_of(error)))
        ensure
          channel.close
        end
      rescue SystemCallError
        nil
      end

      def self.refuse_worker_threads
        others = Thread.list - [Thread.main, Thread.current]
        patience = ShareMemProxy.now + THREAD_CACHE_SECONDS
        # Its own one is among them.
        sleep 0.05 while others.empty? && System.other_threads.size > 1 && ShareMemProxy.now < patience
        tasks = System.other_threads.drop(1)
        return if others.empty? && tasks.empty?

        names = others.empty? ? tasks : others.map { |thread| thread.name || thread.inspect }
        raise Failure, "It has #{names.size + 1} threads and a child would have one: #{names.join(", ")}"
      end

      # Keeps the death of an own child from a handler of the worker, which does not know of it.
      def self.without_news_of_children
        handler = trap("CHLD", "DEFAULT")
        yield
        # The news may be on its way still.
        sleep PAUSE_SECONDS
      ensure
        trap("CHLD", handler || "DEFAULT")
        dead = System.children_of(Process.pid).any? { |child| System.facts_of(child)["State"].to_s.start_with?("Z") }
        Process.kill("CHLD", Process.pid) if dead
      end

      # Forks twice, so that the copy falls to the proxy; it runs the block once the proxy has been told its pid.
      # The ends are closed here before that: as long as they are open, its silence means nothing.
      def self.fork_for_proxy(channel, ends = [], &block)
        release, release_end = UNIXSocket.pair
        System.block_signals
        between = fork do
          copy = fork do
            release_end.close
            exit!(127) if release.recv(1).empty?
            release.close
            block.call
          end
          channel.send("pid" => copy)
          exit!(0)
        rescue SystemCallError => error
          tell_refusal(channel, error)
          exit!(1)
        end
        System.unblock_signals
        release.close
        told = success?(between)
        ends.each(&:close)
        release_end.send(".", Socket::MSG_NOSIGNAL) if told
      rescue Errno::EPIPE
        # It has been killed meanwhile.
        nil
      ensure
        System.unblock_signals
        [release, release_end].compact.each(&:close)
      end

      def self.success?(pid)
        Process.wait2(pid)[1].success?
      rescue Errno::ECHILD
        # Where SIGCHLD is ignored the system keeps no status.
        true
      end

      def self.tell_refusal(channel, error)
        channel.send("refused" => ShareMemProxy.text(ShareMemProxy.reason_of(error)))
      rescue SystemCallError
        nil
      end

      # The rest of a template's life.
      def self.serve(channel)
        Process.setsid
        System.take_mark(PROXY_RUN)
        ShareMemProxy.die_with(PROXY_PID)
        System.prctl(System::PR_SET_NAME, "cfk-template\0")
        $PROGRAM_NAME = "cfk-template"
        setup = channel.receive(TEMPLATE_SECONDS) || exit!(1)
        blind(channel)
        Newborn.reset_signals
        prepare(channel, setup)
        while (message = channel.receive)
          fork_service(channel, message, setup["after_fork"])
        end
        exit!(0)
      rescue StandardError => error
        STDERR.write(error.full_message(highlight: false))
        exit!(1)
      end

      def self.prepare(channel, setup)
        Dir.chdir("/proc/#{PROXY_PID}/cwd")
        File.umask(setup["umask"])
        ENV.replace(setup["env"].map { |pair| pair.map { |text| text.encode(Encoding::ISO_8859_1).b } }.to_h)
        forget_constants
        Inheritance.forget_own_folders
        Inheritance.find_generators
        setup["before_fork"].each { |reference| ShareMemProxy.resolve(reference).call }
        ShareMemProxy.tidy_heap
        ShareMemProxy.flush_output
        channel.send("ready" => true, "memory_mb" => System.memory_in_mb)
      rescue StandardError, NotImplementedError => error
        reason = ShareMemProxy.text(ShareMemProxy.reason_of(error))
        channel.send("refused" => "Its copy could not be prepared: #{reason}")
        raise
      end

      # A later file would be told that it defines them again.
      def self.forget_constants
        return unless @worker_file && Object.respond_to?(:const_source_location)

        own = Object.constants.select { |name| Object.const_source_location(name)&.first == @worker_file }
        own.each { |name| Object.send(:remove_const, name) }
      end

      # Lets go of all that the worker has open.
      def self.blind(channel)
        File.open(File::NULL, "r+") { |null| System.replace_descriptor(null.fileno, 0) }
        [1, 2].each do |fd|
          File.open("/proc/#{PROXY_PID}/fd/#{fd}", "a") { |own| System.replace_descriptor(own.fileno, fd) }
        end
        Inheritance.settle_descriptors([channel.socket.fileno, *Sockets.move_away], true, false)
      end

      def self.fork_service(channel, message, after_fork)
        ends = []
        ShareMemProxy.refuse_threads("The template")
        order = Order.new(message["start"])
        sockets = Sockets.numbers_of(order.socket_names)
        message["ends"].each do |fd|
          mode = ends.size < 3 ? "w" : "r"
          File.open("/proc/#{PROXY_PID}/fd/#{fd}", ends.size.between?(1, 2) ? File::RDWR : mode) do |file|
            ends << IO.for_fd(Sockets.beyond(FIRST_SOCKET + sockets.size, file), mode)
          end
        end
        ShareMemProxy.flush_output
        fork_for_proxy(channel, ends) do
          report, out, err, *stdin = ends
          newborn = Newborn.new(order, report)
          newborn.settle(PROXY_PID, out, err, sockets + stdin.map(&:fileno), [channel.socket, *stdin], [])
          newborn.become_service(after_fork)
        end
      rescue Failure, SystemCallError => error
        ends.each(&:close)
        channel.send("refused" => ShareMemProxy.text(ShareMemProxy.reason_of(error)))
      end
    end
  end
end
