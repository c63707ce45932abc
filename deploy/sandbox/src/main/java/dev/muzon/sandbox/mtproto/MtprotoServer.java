package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.mtproto.account.CentreMethods;
import dev.muzon.sandbox.mtproto.account.ConfigurationMethods;
import dev.muzon.sandbox.mtproto.account.LoginMethods;
import dev.muzon.sandbox.mtproto.call.CallMethods;
import dev.muzon.sandbox.mtproto.chat.BasicGroupMethods;
import dev.muzon.sandbox.mtproto.chat.ChatMethods;
import dev.muzon.sandbox.mtproto.chat.MembershipMethods;
import dev.muzon.sandbox.mtproto.crypto.ServerKey;
import dev.muzon.sandbox.mtproto.library.TdlibPatch;
import dev.muzon.sandbox.mtproto.message.DeletionMethods;
import dev.muzon.sandbox.mtproto.message.DialogMethods;
import dev.muzon.sandbox.mtproto.message.DialogViews;
import dev.muzon.sandbox.mtproto.message.FileMethods;
import dev.muzon.sandbox.mtproto.message.HistoryMethods;
import dev.muzon.sandbox.mtproto.message.MessageViews;
import dev.muzon.sandbox.mtproto.message.SendMethods;
import dev.muzon.sandbox.mtproto.message.TranscriptionMethods;
import dev.muzon.sandbox.mtproto.message.Transcripts;
import dev.muzon.sandbox.mtproto.message.Uploads;
import dev.muzon.sandbox.mtproto.peer.InputPeers;
import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Faults;
import dev.muzon.sandbox.mtproto.rpc.RpcRouter;
import dev.muzon.sandbox.mtproto.session.Connections;
import dev.muzon.sandbox.mtproto.session.Device;
import dev.muzon.sandbox.mtproto.session.Devices;
import dev.muzon.sandbox.mtproto.session.Sessions;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.mtproto.transport.SocksProxy;
import dev.muzon.sandbox.mtproto.update.UpdateFeed;
import dev.muzon.sandbox.mtproto.update.UpdateLog;
import dev.muzon.sandbox.mtproto.update.UpdateMethods;
import dev.muzon.sandbox.mtproto.update.UpdateViews;
import dev.muzon.sandbox.voice.VoiceServer;
import dev.muzon.sandbox.world.Subscription;
import dev.muzon.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * Telegram's MTProto endpoint. A client needs any API id and hash, {@link #patchedLibrary} and a SOCKS5 proxy on
 * {@link #socksPort}. A person approves its QR code with {@link World#logins}.
 */
public final class MtprotoServer implements AutoCloseable {
    private final Path patchedLibrary;
    private final Faults faults = new Faults();
    private final Transcripts transcripts = new Transcripts();
    private final List<LongConsumer> followers = new CopyOnWriteArrayList<>();
    private final Sessions sessions = new Sessions();
    private final Devices devices;
    private final LoginMethods logins;
    private final RpcRouter router;
    private final SocksProxy proxy;
    private final List<Subscription> subscriptions;

    private MtprotoServer(World world, VoiceServer voice, MtprotoOptions options) throws IOException {
        Clock clock = options.clock();
        Path state = options.state();
        ServerKey key = state == null ? ServerKey.generate() : ServerKey.kept(state.resolve("server-key"));
        patchedLibrary = options.patchedLibrary();
        TdlibPatch.write(options.library(), patchedLibrary, key);
        devices = new Devices(state == null ? null : state.resolve("devices"));
        if (!options.keepLogins()) {
            devices.logOutAll();
        }

        InputPeers inputs = new InputPeers(world);
        PeerViews peers = new PeerViews(world);
        MessageViews messages = new MessageViews(world);
        UpdateLog log = new UpdateLog();
        Uploads uploads = new Uploads();
        DialogViews dialogs = new DialogViews(world, log, clock);
        UpdateViews updates = new UpdateViews(peers, messages, clock);
        logins = new LoginMethods(world, devices, sessions, clock);
        CallMethods calls = new CallMethods(world, inputs, peers, updates, sessions, voice, clock);
        router = new RpcRouter(
                faults,
                List.of(
                        new ConfigurationMethods(world.users(), clock),
                        logins,
                        new CentreMethods(world, devices),
                        new ChatMethods(world, inputs, peers, log),
                        new MembershipMethods(world, inputs, peers, log, updates),
                        new BasicGroupMethods(world, inputs, peers, updates),
                        new DialogMethods(world, inputs, peers, messages, dialogs),
                        new HistoryMethods(world, inputs, peers, messages, log),
                        new SendMethods(world, inputs, log, updates, uploads),
                        new DeletionMethods(world, inputs, log),
                        new FileMethods(world, uploads),
                        new TranscriptionMethods(world, inputs, updates, transcripts),
                        new UpdateMethods(world, inputs, peers, messages, dialogs, updates, log, clock, this::begun),
                        calls));
        subscriptions = List.of(
                world.listen(new UpdateFeed(world, log, updates, sessions)), world.listen(logins), world.listen(calls));
        proxy = new SocksProxy(
                options.address(), options.port(), new Connections(key, devices, sessions, clock, router));
    }

    /**
     * Starts the server.
     *
     * @throws IOException when the library can't be patched or the port is taken
     */
    public static MtprotoServer start(World world, VoiceServer voice, MtprotoOptions options) throws IOException {
        return new MtprotoServer(world, voice, options);
    }

    /** Returns the proxy's port. */
    public int socksPort() {
        return proxy.port();
    }

    /** Returns the libtdjson that takes this server for Telegram. */
    public Path patchedLibrary() {
        return patchedLibrary;
    }

    /** Returns the planned errors. */
    public Faults faults() {
        return faults;
    }

    /** Returns the texts of voice notes. */
    public Transcripts transcripts() {
        return transcripts;
    }

    /** Tells somebody whose client has logged in and will hear of every change from now on. */
    public void follow(LongConsumer follower) {
        followers.add(follower);
    }

    private void begun(long userId) {
        followers.forEach(follower -> follower.accept(userId));
    }

    /** Returns how often a method was asked for. */
    public long requests(String method) {
        return router.count(method);
    }

    /** Cuts all clients off, until {@link #restoreNetwork}. */
    public void cutNetwork() {
        proxy.cut();
    }

    /** Lets clients through again. */
    public void restoreNetwork() {
        proxy.restore();
    }

    /** Puts a user's account into this data centre, 1–5. Clients that start elsewhere move there to log in. */
    public void setHome(long userId, int dataCentre) {
        logins.setHome(userId, dataCentre);
    }

    /** Changes every client's salt, as Telegram does from time to time. */
    public void renewSalts() {
        devices.renewSalts();
    }

    /** Ends a user's sessions, as "terminate session" in the user's own app would. */
    public void revoke(long userId) {
        for (Device device : devices.of(userId)) {
            devices.logOut(device);
            // Makes the client ask for updates, and so find out.
            sessions.pushToDevice(device.id(), TlObject.of("updatesTooLong"));
        }
    }

    /** Disconnects all clients for good. */
    @Override
    public void close() {
        proxy.close();
        subscriptions.forEach(Subscription::close);
    }
}
