package dev.muzon.embeddedmongo;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The listening socket and its connections. The library's own server answers any client that reaches it. This one has
 * no passwords either, but answers only processes of its own user, and closes every other connection before it reads
 * from it.
 */
final class WireServer implements AutoCloseable {
    private static final int BACKLOG = 100;
    private static final long CLOSE_SECONDS = 5;

    private final MongoBackend backend;
    private final SocketOwners owners = new SocketOwners();
    private final int user;
    private final EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** More workers would encode answers from documents that another worker is changing. */
    private final EventLoopGroup worker = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    private final ChannelGroup clients = new DefaultChannelGroup("mongo-clients", worker.next());
    private final Channel listener;

    /**
     * Listens on the address.
     *
     * @throws IOException when the address cannot be bound. The backend is closed then
     */
    WireServer(MongoBackend backend, InetSocketAddress address) throws IOException {
        this.backend = backend;
        try {
            this.user = SocketOwners.self();
            this.listener = new ServerBootstrap()
                    .group(acceptor, worker)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .handler(new Doorkeeper())
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel client) {
                            serve(client);
                        }
                    })
                    .bind(address)
                    .syncUninterruptibly()
                    .channel();
        } catch (Exception e) {
            // Netty hides the checked exceptions of its sockets.
            end();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the address it listens on, with the real port. */
    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Lets own processes in. It looks on the acceptor's thread, so that the worker goes on with those that are in. */
    private final class Doorkeeper extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            SocketChannel client = (SocketChannel) accepted;
            if (ofOwnUser(client)) {
                context.fireChannelRead(client);
            } else {
                client.unsafe().closeForcibly();
            }
        }
    }

    private void serve(SocketChannel client) {
        client.pipeline()
                .addLast(
                        new MongoWireReplyEncoder(),
                        new MongoWireMessageEncoder(),
                        new MongoWireProtocolHandler(),
                        new MongoDatabaseHandler(backend, clients),
                        new MongoExceptionHandler());
    }

    private boolean ofOwnUser(SocketChannel client) {
        try {
            OptionalInt owner = owners.of(client.remoteAddress(), client.localAddress());
            if (owner.isEmpty() || owner.getAsInt() == user) {
                return owner.isPresent(); // A client that is gone already needs no answer.
            }
            ProcessLog.error("refused a connection of user " + owner.getAsInt() + ": it serves user " + user + " only");
        } catch (IOException e) {
            ProcessLog.error("refused a connection: its owner cannot be read: " + e.getMessage());
        }
        return false;
    }

    /** Finishes and answers the running command, then closes the connections and the backend. */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
        end();
    }

    private void end() {
        List<Future<?>> ends = Stream.of(acceptor, worker)
                .<Future<?>>map(group -> group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS))
                .toList();
        ends.forEach(end -> end.awaitUninterruptibly());
        backend.close();
    }
}
