# frozen_string_literal: true

# Looks whether files that have been loaded have changed.

module ControlFreak
  module ShareMemProxy
    # A look may cost this part of the time, however many files there are.
    WATCH_SHARE = 1.0 / 200

    # Compares the loaded files with how they were when they had just been loaded.
    class Watch
      attr_reader :changed

      def initialize(period, more_files)
        @period = period
        files = period.zero? ? [] : ($LOADED_FEATURES + more_files).map { |path| File.expand_path(path) }
        @files = files.uniq.select { |path| File.file?(path) }.map { |path| [path, fingerprint(path)] }.to_h
        @changed = []
        @due = ShareMemProxy.now + period
      end

      # Seconds until the next look; nil where there is none.
      def timeout
        [@due - ShareMemProxy.now, 0].max unless @period.zero?
      end

      # True when the answer is another one than before.
      def look
        return false if @period.zero? || ShareMemProxy.now < @due

        start = spent
        before = @changed
        @changed = @files.reject { |path, loaded| fingerprint(path) == loaded }.keys.sort
        @due = ShareMemProxy.now + [@period, (spent - start) / WATCH_SHARE].max
        @changed != before
      end

      # The seconds of CPU that this process has taken.
      def spent
        Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
      end

      # nil for a file that is not there.
      def fingerprint(path)
        stat = File.stat(path)
        [stat.mtime.to_r, stat.size]
      rescue SystemCallError
        nil
      end
    end
  end
end
