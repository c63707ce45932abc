package dev.muzon.sandbox.mtproto;

import dev.muzon.sandbox.voice.VoiceServer;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The MTProto endpoint in the sandbox's process, where there is a library to copy. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MtprotoConfiguration.Settings.class)
@ConditionalOnProperty("sandbox.mtproto.library")
class MtprotoConfiguration {
    /**
     * Settings of the MTProto endpoint.
     *
     * @param port the SOCKS5 proxy that libtdjson dials through, on loopback
     * @param library the original libtdjson. Without it there is no MTProto endpoint
     * @param patchedLibrary where the copy goes that trusts the sandbox's key. None means in the temporary folder
     */
    @ConfigurationProperties("sandbox.mtproto")
    record Settings(
            @DefaultValue("8091") int port,
            Path library,
            @Nullable Path patchedLibrary) {
        Path copy() {
            return patchedLibrary != null
                    ? patchedLibrary
                    : Path.of(System.getProperty("java.io.tmpdir"), "muzon-sandbox", "libtdjson.so");
        }
    }

    /**
     * Makes the server. It takes the seed so that the accounts exist before their clients do.
     *
     * <p>The server's key stays the same over restarts, so that clients with a copy of the library find the server.
     * Their logins do not, because the world that they were in is gone.
     */
    @Bean
    MtprotoServer mtprotoServer(World world, WorldSeed seed, VoiceServer voice, Clock clock, Settings settings)
            throws IOException {
        return MtprotoServer.start(
                world,
                voice,
                new MtprotoOptions(
                        InetAddress.getLoopbackAddress(),
                        settings.port(),
                        settings.library(),
                        settings.copy(),
                        settings.copy().toAbsolutePath().getParent(),
                        false,
                        clock));
    }

    @Bean
    BorisNote borisNote(World world, WorldSeed seed, MtprotoServer server) {
        var scene = new BorisNote(world, seed, server.transcripts());
        world.listen(scene);
        server.follow(scene::begin);
        return scene;
    }
}
