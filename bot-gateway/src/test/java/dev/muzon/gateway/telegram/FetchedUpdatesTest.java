package dev.muzon.gateway.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Updates as the real client fetches them over HTTP. */
class FetchedUpdatesTest {
    private static final long GROUP = -1001;

    private final FakeBotApi telegram = new FakeBotApi();
    private final TelegrambotsApi api = new TelegrambotsApi(
            new TelegramHttp(telegram.url(), FakeBotApi.TOKEN, new TelegramTime(Clock.systemUTC())));

    @AfterEach
    void close() {
        api.close();
        telegram.close();
    }

    @Test
    void readsACommand() {
        int id = telegram.say(GROUP, 7, "ru", "/Play@MuzonBot  лунная\nсоната ");
        assertThat(api.updates(0, Duration.ZERO))
                .singleElement()
                .isInstanceOfSatisfying(Incoming.Command.class, command -> {
                    assertThat(command.updateId()).isEqualTo(id);
                    assertThat(command.name()).isEqualTo("play");
                    assertThat(command.addressee()).isEqualTo("MuzonBot");
                    assertThat(command.argument()).isEqualTo("лунная\nсоната");
                    assertThat(command.chat().kind()).isEqualTo(Conversation.Kind.GROUP);
                    assertThat(command.sender()).isEqualTo(new Sender(7, "User<7>", Sender.Kind.USER, "ru"));
                });
    }

    @Test
    void readsTheAudioThatACommandRepliesTo() {
        var message = telegram.message(GROUP, 7, "en", "/play");
        var replied = message.putObject("reply_to_message");
        replied.put("message_id", 3)
                .put("date", 1)
                .putObject("chat")
                .put("id", GROUP)
                .put("type", "supergroup");
        replied.putObject("audio")
                .put("file_id", "F")
                .put("file_unique_id", "U")
                .put("duration", 61)
                .put("title", "T")
                .put("performer", "P")
                .put("file_size", 123_456_789_012L);
        telegram.update("message", message.toString());
        assertThat(command().media())
                .isEqualTo(
                        new TrackQuery.TelegramFile("F", "U", "T", "P", null, Duration.ofSeconds(61), 123_456_789_012L)
                                .in(new TrackQuery.TelegramFile.Place(GROUP, 3)));
    }

    @Test
    void takesOnlySoundFromDocuments() {
        var message = telegram.message(GROUP, 7, "en", "/play");
        var replied = message.putObject("reply_to_message");
        replied.put("message_id", 3)
                .put("date", 1)
                .putObject("chat")
                .put("id", GROUP)
                .put("type", "supergroup");
        var document = replied.putObject("document");
        document.put("file_id", "F").put("file_unique_id", "U").put("mime_type", "application/pdf");
        telegram.update("message", message.toString());
        assertThat(command().media()).isNull();
    }

    @Test
    void knowsAnonymousAdminsAndChannels() {
        for (long speaker : new long[] {GROUP, -1002}) {
            var message = telegram.message(GROUP, 1087968824, "en", "/stop");
            message.putObject("sender_chat")
                    .put("id", speaker)
                    .put("type", "supergroup")
                    .put("title", "Speaker");
            telegram.update("message", message.toString());
        }
        assertThat(api.updates(0, Duration.ZERO))
                .extracting(incoming -> ((Incoming.Command) incoming).sender())
                .containsExactly(
                        new Sender(GROUP, "Speaker", Sender.Kind.ANONYMOUS_ADMIN, null),
                        new Sender(-1002, "Speaker", Sender.Kind.CHANNEL, null));
    }

    @Test
    void readsButtonsAlsoOfMessagesThatTelegramForgot() {
        telegram.press(GROUP, 7, 77, "card:1:p");
        telegram.update("callback_query", """
                {"id":"q","from":{"id":7,"is_bot":false,"first_name":"A"},"data":"x","chat_instance":"1",
                 "message":{"chat":{"id":-1001,"type":"supergroup","title":"G"},"message_id":5,"date":0}}""");
        telegram.update("callback_query", """
                {"id":"r","from":{"id":7,"is_bot":false,"first_name":"A"},"data":"x","chat_instance":"1"}""");
        assertThat(api.updates(0, Duration.ZERO))
                .extracting(incoming -> ((Incoming.ButtonPress) incoming).messageId())
                .containsExactly(77, 5, 0);
    }

    @Test
    void oneUnreadableUpdateHoldsUpNothing() {
        telegram.update("message", "{\"message_id\":\"not a number\",\"chat\":[]}");
        telegram.update(
                "chat_member", "{\"chat\":{\"id\":-1,\"type\":\"group\"},\"new_chat_member\":{\"status\":\"wizard\"}}");
        telegram.update("a_kind_of_the_future", "{\"x\":1}");
        telegram.say(GROUP, 7, "en", "/ping");
        assertThat(api.updates(0, Duration.ZERO))
                .extracting(Object::getClass)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(
                        Incoming.Ignored.class, Incoming.Ignored.class, Incoming.Ignored.class, Incoming.Command.class);
    }

    @Test
    void otherBotsAndPlainTalkAreIgnored() {
        var bot = telegram.message(GROUP, 7, "en", "/play x");
        bot.putObject("from").put("id", 8).put("is_bot", true).put("first_name", "B");
        telegram.update("message", bot.toString());
        telegram.say(GROUP, 7, "en", "hello / play");
        assertThat(api.updates(0, Duration.ZERO)).allMatch(Incoming.Ignored.class::isInstance);
    }

    private Incoming.Command command() {
        return (Incoming.Command) api.updates(0, Duration.ZERO).getFirst();
    }
}
