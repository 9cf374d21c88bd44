# frozen_string_literal: true

# What runs at the end of the process that has defined it, and not at that of its children.

module ControlFreak
  module ShareMemProxy
    module Inheritance
      # Runs once, in the process that has defined it: not in the children of that one, and at the end of one of them
      # only what it has defined itself.
      class Finalizer
        class << self
          def registry
            @registry ||= {}
          end

          def run_own
            registry.values.flatten.select(&:own?).each { |finalizer| finalizer.call(finalizer.id) }
          end
        end

        attr_reader :id

        def initialize(id, callable)
          @id = id
          @pid = Process.pid
          @callable = callable
          (Finalizer.registry[id] ||= []) << self
        end

        def own?
          @pid == Process.pid
        end

        def call(*arguments)
          Finalizer.registry.delete(@id) if Finalizer.registry[@id]&.delete(self) && Finalizer.registry[@id].empty?
          callable, @callable = @callable, nil
          callable.call(*arguments) if callable && own?
        end
      end

      # Goes before ObjectSpace, which keeps to itself what it is told.
      module FinalizerDefinitions
        def define_finalizer(object, callable = nil, &block)
          callable ||= block
          return super unless callable.respond_to?(:call)

          super(object, Finalizer.new(object.object_id, callable))
          [0, callable]
        end

        def undefine_finalizer(object)
          Finalizer.registry.delete(object.object_id)
          super
        end
      end
    end
  end
end
