# frozen_string_literal: true

# What was open when all was loaded, and what becomes of it in a child.

require "fcntl"
require "socket"

module ControlFreak
  module ShareMemProxy
    module Inheritance
      DATABASES = /(?:\.(?:db|db3|sqlite|sqlite3|mdb|gdbm)|-(?:wal|shm|journal))\z/.freeze
      DATABASE_MAGIC = /\A(?:SQLite format 3\0|[\xcd-\xcf]\x9a\x57\x13)/n.freeze
      ANONYMOUS = {
        "eventpoll" => "an event loop",
        "eventfd" => "an event counter",
        "inotify" => "a watch for changed files",
        "signalfd" => "a watch for signals",
        "timerfd" => "a timer",
        "io_uring" => "a queue of the kernel"
      }.freeze

      # What was open when all was loaded, and what becomes of it in a child: :shared as it is, opened :anew, :empty (an
      # event loop), leading where the child's :stdout or :stderr leads, or :dead: as if the other side had gone.
      class Descriptor
        attr_accessor :told
        attr_reader :fd, :fate, :words

        def initialize(fd, streams)
          @fd = fd
          handle = System.handle(fd)
          stat = handle.stat
          @identity = Inheritance.identity_of(fd)
          @flags = handle.fcntl(Fcntl::F_GETFL) & ~File::NOFOLLOW
          @target = target
          @fate = fate_of(stat) || streams.fetch(@identity, :dead)
          @position = handle.sysseek(0, IO::SEEK_CUR) if @fate == :anew
          @words = words_for(stat)
          @told = %i[dead empty].include?(@fate)
        end

        # Whether the number is not another file's by now.
        def still_there?
          Inheritance.identity_of(@fd) == @identity
        end

        # In a worker that is about to be copied: the copy's children are to read on from where it is now.
        def take_place
          handle = System.handle(@fd) if @fate == :anew
          @position = handle.sysseek(0, IO::SEEK_CUR) if handle && still_there?
        end

        def settle(nowhere)
          case @fate
          when :anew then open_anew
          when :empty then take(IO.for_fd(System.call("epoll_create1", [Fiddle::TYPE_INT], 0)))
          when :stdout then Inheritance.replace(@fd, STDOUT)
          when :stderr then Inheritance.replace(@fd, STDERR)
          when :dead then lose(nowhere)
          end
        rescue SystemCallError
          @told = true
          lose(nowhere)
        ensure
          @identity = Inheritance.identity_of(@fd)
        end

        private

        def lose(nowhere)
          nowhere.replace(@fd)
          # In a child of a template it stays what it has become there.
          @fate = :lost
        end

        def target
          File.readlink("/proc/self/fd/#{@fd}")
        rescue SystemCallError
          "?"
        end

        def fate_of(stat)
          if stat.file?
            writes = @flags & (File::WRONLY | File::RDWR)
            return :dead if writes.positive? && database?

            return (@flags & File::APPEND).positive? || writes == File::WRONLY ? :shared : :anew
          end
          return :shared if stat.chardev? || stat.directory?

          :empty if @target.include?("eventpoll") && System::AVAILABLE
        end

        def database?
          @target.match?(DATABASES) || File.binread("/proc/self/fd/#{@fd}", 16).to_s.match?(DATABASE_MAGIC)
        rescue SystemCallError
          false
        end

        def words_for(stat)
          return "the #{@fate == :dead ? "database" : "file"} #{@target}" if stat.file?
          return address if stat.socket?
          return "a pipe" if stat.pipe?

          ANONYMOUS.find { |part, _| @target.include?(part) }&.last || @target
        end

        def address
          socket = Socket.for_fd(@fd)
          socket.autoclose = false
          peer = remote_of(socket)
          place = (peer || socket.local_address).inspect_sockaddr
          place = "another process" if place.match?(/UNIX|empty/) && !place.include?("/")
          "a #{peer ? "connection to" : "socket on"} #{place}"
        rescue SystemCallError, SocketError
          "a socket"
        end

        def remote_of(socket)
          socket.remote_address
        rescue SystemCallError
          nil
        end

        def open_anew
          own = IO.for_fd(IO.sysopen("/proc/self/fd/#{@fd}", @flags))
          own.sysseek(@position)
          take(own)
        end

        def take(opened)
          Inheritance.replace(@fd, opened)
          opened.close
        end
      end

      # What a number leads to of which the child has nothing: reading ends or fails, writing fails.
      class Nowhere
        def initialize
          # As if the other side had gone: that is what libraries are prepared for.
          @socket, other = UNIXSocket.pair
          @file, file_end = IO.pipe
          [other, file_end].each(&:close)
        end

        def replace(fd)
          stat = System.handle(fd).stat
          Inheritance.replace(fd, stat.socket? || stat.pipe? ? @socket : @file)
        end

        def own
          [@socket.fileno, @file.fileno]
        end

        def close
          [@socket, @file].each(&:close)
        end
      end
    end
  end
end
