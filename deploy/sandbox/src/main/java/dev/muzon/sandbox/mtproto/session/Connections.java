package dev.muzon.sandbox.mtproto.session;

import dev.muzon.sandbox.mtproto.crypto.ServerKey;
import dev.muzon.sandbox.mtproto.transport.PacketStream;
import dev.muzon.sandbox.mtproto.transport.SocksProxy;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;

/** The service of every connection that comes through the proxy. */
public final class Connections implements SocksProxy.Service {
    private final Server server;

    public Connections(ServerKey key, Devices devices, Sessions sessions, Clock clock, Requests requests) {
        this.server = new Server(key, devices, sessions, new MessageIds(clock), clock, requests);
    }

    @Override
    public void serve(Socket socket, PacketStream packets) throws IOException {
        new Connection(server, socket, packets).serve();
    }
}
