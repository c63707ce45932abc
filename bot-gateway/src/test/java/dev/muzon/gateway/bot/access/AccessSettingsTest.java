package dev.muzon.gateway.bot.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.runtime.config.ConfigurationProblem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessSettingsTest {
    @Test
    void ownersAreKnownByTheirUserIdOnly() {
        var settings = bound("77, 78,", "true", "");

        assertThat(settings.isOwner(sender(77, Sender.Kind.USER))).isTrue();
        assertThat(settings.isOwner(sender(78, Sender.Kind.USER))).isTrue();
        assertThat(settings.isOwner(sender(7, Sender.Kind.USER))).isFalse();
        assertThat(settings.isOwner(sender(77, Sender.Kind.CHANNEL))).isFalse();
    }

    @Test
    void chatsAreListedByIdOrPublicName() {
        var settings = bound("", "true", "-100123, @Jazz_Club");

        assertThat(settings.lists(group(-100123, null))).isTrue();
        assertThat(settings.lists(group(-5, "jazz_club"))).isTrue();
        assertThat(settings.lists(group(-5, "jazz"))).isFalse();
        assertThat(settings.lists(group(-10012, null))).isFalse();
    }

    @Test
    void emptySettingsLeaveTheBotOpenToEverybody() {
        var settings = bound("", "", "");

        assertThat(settings.privateMode()).isFalse();
        assertThat(settings.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@ann", "ann", "-100123", "7.5", "0", "12345678901234567890"})
    void somethingElseThanAUserIdIsRefusedByName(String owner) {
        assertThat(bound("7," + owner, "false", "").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("muzon.access.owners");
            assertThat(problem.problem()).contains("user ids", "\"" + owner + "\" is not one");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jazz", "100123", "https://t.me/jazz", "@", "-"})
    void somethingElseThanAGroupIsRefusedByName(String chat) {
        assertThat(bound("7", "false", "-100123," + chat).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("muzon.access.allowed-chats");
                    assertThat(problem.problem()).contains("\"" + chat + "\" is neither");
                });
    }

    @Test
    void aPrivateBotThatWouldServeNobodyIsRefused() {
        assertThat(bound("", "true", "").problems())
                .extracting(ConfigurationProblem::key)
                .containsExactly("muzon.access.owners");
        assertThat(bound("", "true", "-100123").problems()).isEmpty();
    }

    /** As the service reads its environment. */
    private static AccessSettings bound(String owners, String privateMode, String allowedChats) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "muzon.access.owners", owners,
                        "muzon.access.private-mode", privateMode,
                        "muzon.access.allowed-chats", allowedChats)))
                .bindOrCreate("muzon.access", AccessSettings.class);
    }

    private static Sender sender(long id, Sender.Kind kind) {
        return new Sender(id, "S", kind, null);
    }

    private static Conversation group(long id, @Nullable String username) {
        return new Conversation(id, Conversation.Kind.GROUP, "G", username);
    }
}
