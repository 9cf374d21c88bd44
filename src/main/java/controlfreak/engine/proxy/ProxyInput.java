package controlfreak.engine.proxy;

import controlfreak.process.ChildInput;
import controlfreak.process.ChildProcess;
import controlfreak.protocol.CommandEncoder;
import controlfreak.protocol.ProxyCommand;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The standard input of a proxy's service, which the proxy writes to; what waits there is known to the proxy alone.
 * Engine thread only.
 *
 * @param commands takes encoded commands to the proxy
 */
record ProxyInput(String service, ChildProcess proxy, Consumer<byte[]> commands) implements ChildInput {
    @Override
    public void send(byte[] bytes) {
        send(new String(bytes, StandardCharsets.UTF_8), false);
    }

    @Override
    public long unsent() {
        return proxy.unsent();
    }

    @Override
    public void end() {
        send("", true);
    }

    private void send(String text, boolean isEnd) {
        commands.accept(CommandEncoder.encode(new ProxyCommand.Input(service, text, isEnd)));
    }
}
