package dev.muzon.gateway.bot.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.player.PlayerCommand;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The lines in the log that tell operators what people did. */
class CommandLogTest extends GatewayTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void eachChangeStandsInTheLogOnceWithItsChat() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        telegram.member(chat, requester, "administrator");
        var log = (Logger) LoggerFactory.getLogger("dev.muzon");
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (Long.toString(chat).equals(event.getMDCPropertyMap().get("chat"))
                        && event.getLevel().isGreaterOrEqual(Level.INFO)) {
                    lines.add(event.getFormattedMessage());
                }
            }
        };
        appender.start();
        log.addAppender(appender);
        try {
            say("en", "/lang en");
            reply();
            say("en", "/stay on");
            reply();
            press(requester, 400, "set:covers:off");
            toast();
            press(requester, 400, "set:play:stay:on");
            toast();
            await().until(() -> commands().size() == 2);
        } finally {
            log.detachAppender(appender);
        }

        assertThat(commands())
                .as("what the player logs")
                .allSatisfy(it -> assertThat(it.command()).isEqualTo(new PlayerCommand.Stay(true)));
        assertThat(lines)
                .containsExactly(
                        "Command /lang of " + requester + " accepted", "Setting covers:off chosen by " + requester);
    }

    // The log named neither the word that was typed nor who was refused.
    @Test
    void anUnknownAndARefusedCommandAreLoggedWithWhoSentThem() {
        List<String> seen = new CopyOnWriteArrayList<>();
        var log = (Logger) LoggerFactory.getLogger("dev.muzon.gateway.bot.middleware");
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                seen.add(event.getFormattedMessage());
            }
        };
        appender.start();
        log.addAppender(appender);
        try {
            telegram.say(requester, requester, "en", "/frobnicate");
            telegram.say(requester, requester, "en", "/stats");
            await().untilAsserted(() -> assertThat(seen)
                    .contains(
                            "Command /frobnicate of " + requester + " not known",
                            "Command /stats of " + requester + " refused: only owners have it"));
        } finally {
            log.detachAppender(appender);
        }
    }
}
