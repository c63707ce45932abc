package dev.muzon.sandbox;

import dev.muzon.sandbox.botapi.BotApi;
import dev.muzon.sandbox.botapi.FaultInjector;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One world with the demo in it, and the endpoints that all show it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxProperties.class)
class SandboxConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    World world(Clock clock) {
        return World.later(clock);
    }

    @Bean
    WorldSeed seed(World world, SandboxProperties properties) throws IOException {
        var seed = WorldSeed.plant(
                world, BotApi.idOf(properties.bot().token()), properties.bot().username(), song(properties));
        if (properties.autoApprove()) {
            world.listen(new AutoApproval(world, seed.assistants()));
        }
        return seed;
    }

    private static NewFile song(SandboxProperties properties) {
        var path = properties.song();
        if (path != null) {
            return NewFile.of(path.getFileName().toString(), "audio/mpeg", Content.of(path));
        }
        return NewFile.of("lullaby.wav", "audio/x-wav", Content.of(DemoSong.wav()))
                .tagged("Loopback Lullaby", "The Sandbox", Duration.ofSeconds(DemoSong.SECONDS));
    }

    @Bean
    FaultInjector faults(SandboxProperties properties) {
        return new FaultInjector(properties.rateLimits());
    }

    /** Makes the Bot API. It takes the seed so that the bot exists before its token does. */
    @Bean
    BotApi botApi(World world, WorldSeed seed, FaultInjector faults, Clock clock, SandboxProperties properties) {
        var api = new BotApi(world, faults, clock);
        api.register(properties.bot().token());
        return api;
    }
}
