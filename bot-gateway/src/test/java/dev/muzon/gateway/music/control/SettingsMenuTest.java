package dev.muzon.gateway.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.SoundSettings;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The menu of a chat's settings. */
class SettingsMenuTest extends GatewayTest {
    private static final long ADMIN = 8;
    private static final int MENU = 400;

    @Test
    void aGroupsMenuShowsWhatHoldsAndSetsWhatItsButtonsName() {
        player.shows(sounding(Players.idle(chat, 5, Instant.now())));
        say("en", "/settings");

        assertThat(reply()).isEqualTo("""
                        ⚙️ <b>Settings of this group</b>
                        🌐 Language: English
                        🔊 Volume: 100%
                        🎚 Cross-fade: 6 s
                        📏 Equal loudness: on
                        📌 Stay in the voice chat: off
                        📻 Autoplay: off
                        🖼 Covers: on
                        🎧 Everybody controls the songs they asked for. Admins and DJs control all of them: /dj, /undj
                        🗳 3 votes skip a song: /voteskip

                        Admins and DJs change these settings, admins alone the language. The person whose song plays may \
                        change the volume, too. Each button sets the value that it names.""");
        assertThat(buttons(sent().getLast(), "text"))
                .containsSequence("50%", "75%", "✓ 100%", "150%")
                .containsSequence("0 s", "3 s", "✓ 6 s", "12 s")
                .containsSequence(
                        "📏 Equal loudness: off", "📌 Stay in the voice chat: on", "📻 Autoplay: on", "🖼 Covers: off")
                .contains("✓ English");
        assertThat(buttons(sent().getLast(), "callback_data"))
                .allSatisfy(data -> assertThat(data).hasSizeLessThan(64));
    }

    // Four in a row left the chosen volume "✓ 10…" on a phone.
    @Test
    void aRowHasRoomForTheLabelsOfItsChoices() {
        player.shows(sounding(Players.idle(chat, 5, Instant.now())));
        say("en", "/settings");
        reply();
        assertThat(sent().getLast().body().path("reply_markup").path("inline_keyboard"))
                .allSatisfy(row -> assertThat(row.size()).isLessThanOrEqualTo(3));
    }

    @Test
    void theMenuSpeaksRussian() {
        player.shows(sounding(Players.idle(chat, 5, Instant.now())));
        say("ru", "/настройки");

        assertThat(reply()).startsWith("⚙️ <b>Настройки этой группы</b>\n🌐 Язык: русский\n🔊 Громкость: 100%");
        assertThat(buttons(sent().getLast(), "text")).contains("📌 Не выходить из чата: вкл", "✓ русский");
    }

    @Test
    void everyButtonGivesTheCommandThatItsWordsWouldGive() {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.idle(chat, 5, Instant.now()));
        for (String data : List.of("volume:75", "crossfade:3", "normalize:off", "stay:on", "autoplay:on")) {
            press(requester, MENU, "set:play:" + data);
            toast();
        }

        assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(
                        new PlayerCommand.SetVolume(75),
                        new PlayerCommand.SetCrossFade(3),
                        new PlayerCommand.SetNormalized(false),
                        new PlayerCommand.Stay(true),
                        new PlayerCommand.SetAutoplay(true));
    }

    @Test
    void aPressChangesTheSameMessageToWhatHoldsThen() {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.idle(chat, 5, Instant.now()));
        player.becomes(Players.loud(75, Players.idle(chat, 5, Instant.now())));
        press(requester, MENU, "set:play:volume:75");

        assertThat(toast().body().path("text").asString()).isEmpty();
        FakeBotApi.Call menu = redrawn();
        assertThat(menu.body().path("message_id").asInt()).isEqualTo(MENU);
        assertThat(menu.text()).contains("🔊 Volume: 75%");
        assertThat(buttons(menu, "text")).contains("✓ 75%", "100%");
    }

    // What another person set stood in the menu with its old value.
    @ParameterizedTest
    @CsvSource({"/volume 75, 🔊 Volume: 75%", "/lang ru, 🌐 Язык: русский", "/dj @lena, @\u2060lena"})
    void aCommandLeftTheMenuThatStandsOld(String words, String shown) {
        player.shows(Players.idle(chat, 5, Instant.now()));
        telegram.member(chat, requester, "administrator");
        int menu = opened();
        player.becomes(Players.loud(75, Players.idle(chat, 5, Instant.now())));
        say("en", words);

        await().untilAsserted(() -> assertThat(edits()).last().satisfies(edit -> {
            assertThat(edit.body().path("message_id").asInt()).isEqualTo(menu);
            assertThat(edit.text()).contains(shown);
        }));
    }

    @Test
    void aMenuThatWasNotTheLastOneStayedOld() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        int before = opened();
        int menu = opened();
        await().untilAsserted(() -> assertThat(edits()).singleElement().satisfies(edit -> {
            assertThat(edit.body().path("message_id").asInt()).isEqualTo(before);
            assertThat(edit.text()).startsWith("⚙️ The settings are in another message");
            assertThat(buttons(edit, "text")).isEmpty();
        }));

        press(requester, before, "set:play:stay:on");
        await().untilAsserted(() -> assertThat(edits())
                .filteredOn(edit -> edit.body().path("message_id").asInt() == menu)
                .last()
                .satisfies(edit -> assertThat(edit.text()).startsWith("⚙️ The settings are in another message")));
    }

    @Test
    void aMenuThatWasDeletedIsForgotten() {
        telegram.member(chat, requester, "administrator");
        player.shows(Players.idle(chat, 5, Instant.now()));
        int menu = opened();
        telegram.in(chat).refuseNext("editmessagetext", 400, "Bad Request: message to edit not found");
        player.becomes(Players.loud(75, Players.idle(chat, 5, Instant.now())));
        say("en", "/volume 75");

        await().until(() -> menus().countDocuments(new Document("_id", chat)) == 0);
        assertThat(edits())
                .singleElement()
                .satisfies(edit ->
                        assertThat(edit.body().path("message_id").asInt()).isEqualTo(menu));
    }

    /** Opens the menu and returns its message, once it is kept right. */
    private int opened() {
        var before = menus().find(new Document("_id", chat)).first();
        say("en", "/settings");
        reply();
        await().until(() -> {
            var now = menus().find(new Document("_id", chat)).first();
            return now != null && !now.equals(before);
        });
        return Objects.requireNonNull(menus().find(new Document("_id", chat)).first())
                .getInteger("messageId");
    }

    private static MongoCollection<Document> menus() {
        return stored("settings-menus");
    }

    @Test
    void twoAdministratorsWhoPressTheSameToggleAtOnceAgree() {
        player.shows(playing(5));
        telegram.member(chat, ADMIN, "administrator");
        telegram.member(chat, 88, "creator");
        press(ADMIN, MENU, "set:play:stay:on");
        press(88, MENU, "set:play:stay:on");

        await().untilAsserted(() -> assertThat(commands())
                .extracting(CommandRequest::command)
                .containsExactly(new PlayerCommand.Stay(true), new PlayerCommand.Stay(true)));
    }

    @Test
    void aStrangerChangesNothingOfAnothersMusicAndSeesWhatHolds() {
        player.shows(playing(5));
        press(STRANGER, MENU, "set:play:volume:150");

        assertThat(toast().body().path("text").asString()).startsWith("This is other people's music");
        assertThat(redrawn().text()).contains("🔊 Volume: 100%");
        assertThat(commands()).isEmpty();
    }

    // A plain member set the volume and the loudness of the whole group after the owner's /stop.
    @ParameterizedTest
    @ValueSource(strings = {"volume:50", "crossfade:3", "normalize:on", "stay:on", "autoplay:on"})
    void aMemberChangedTheGroupWhileNothingPlayed(String data) {
        player.shows(Players.idle(chat, 5, Instant.now()));
        press(STRANGER, MENU, "set:play:" + data);

        assertThat(toast().body().path("text").asString())
                .isEqualTo("Only admins and DJs can do that here, because it concerns the whole group.");
        assertThat(commands()).isEmpty();
    }

    @Test
    void onlyAdministratorsChooseTheLanguageOfAGroup() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        press(STRANGER, MENU, "set:lang:ru");
        assertThat(toast().body().path("text").asString())
                .isEqualTo("The language is for the whole group: admins choose it.");

        telegram.member(chat, ADMIN, "administrator");
        press(ADMIN, MENU, "set:lang:ru");
        toast();
        await().untilAsserted(() -> assertThat(edits())
                .last()
                .satisfies(edit -> assertThat(edit.text()).startsWith("⚙️ <b>Настройки этой группы</b>")));
    }

    @ParameterizedTest
    @CsvSource({
        "set:",
        "set:play",
        "set:play:",
        "set:play:volume:201",
        "set:play:volume",
        "set:play:crossfade:-1",
        "set:play:stay:maybe",
        "set:play:shutdown:on",
        "set:lang:xx",
        "set:who:me",
        "set:nothing:on"
    })
    void dataThatNoButtonHasChangesNothing(String data) {
        player.shows(Players.idle(chat, 5, Instant.now()));
        press(requester, MENU, data);

        assertThat(toast().body().path("text").asString()).isEqualTo("That button is out of date.");
        assertThat(commands()).isEmpty();
    }

    @Test
    void thePlayerThatIsAwayIsNamedAndTheRestIsShown() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        player.leaves(chat);
        say("en", "/settings");

        assertThat(reply()).contains("🌐 Language: English\n⏳ The player does not answer");
        assertThat(buttons(sent().getLast(), "text")).containsExactly("✓ English", "русский", "🖼 Covers: off");
        player.returns(chat);
    }

    @Test
    void theMenuStandsInTheTopicWhereItWasAskedFor() {
        player.shows(Players.idle(chat, 5, Instant.now()));
        ObjectNode message = telegram.message(chat, requester, "en", "/settings");
        message.put("message_thread_id", 7).put("is_topic_message", true);
        telegram.update("message", message.toString());

        await().untilAsserted(() -> assertThat(sent()).isNotEmpty());
        assertThat(sent().getLast().body().path("message_thread_id").asInt()).isEqualTo(7);
    }

    @Test
    void aPersonSetsTheirLanguageInPrivate() {
        telegram.say(requester, requester, "en", "/settings");
        await().untilAsserted(() -> assertThat(inPrivate("sendmessage")).isNotEmpty());
        FakeBotApi.Call menu = inPrivate("sendmessage").getLast();
        assertThat(menu.text()).isEqualTo("⚙️ <b>Your settings</b>\n🌐 Language: English\n⭐ Your favourites: /favs");
        assertThat(buttons(menu, "text")).containsExactly("✓ English", "русский");

        seenToasts(() -> telegram.press(requester, requester, MENU, "set:lang:ru"));
        assertThat(toast().body().path("text").asString()).isEmpty();
        await().untilAsserted(() -> assertThat(inPrivate("editmessagetext"))
                .filteredOn(edit -> edit.body().path("message_id").asInt() == MENU)
                .isNotEmpty());
        assertThat(inPrivate("editmessagetext"))
                .filteredOn(edit -> edit.body().path("message_id").asInt() == MENU)
                .last()
                .extracting(FakeBotApi.Call::text, InstanceOfAssertFactories.STRING)
                .startsWith("⚙️ <b>Ваши настройки</b>\n🌐 Язык: русский");
    }

    private List<FakeBotApi.Call> inPrivate(String method) {
        return telegram.calls(method).stream()
                .filter(call -> call.chatId() == requester)
                .toList();
    }

    private FakeBotApi.Call redrawn() {
        await().untilAsserted(() -> assertThat(edits()).isNotEmpty());
        return edits().getLast();
    }

    private static List<String> buttons(FakeBotApi.Call call, String part) {
        var found = new ArrayList<String>();
        for (JsonNode row : call.body().path("reply_markup").path("inline_keyboard")) {
            row.forEach(button -> found.add(button.path(part).asString()));
        }
        return found;
    }

    private static PlayerView sounding(PlayerView it) {
        return Players.sounding(new SoundSettings(false, 100, 0, false, 6, true), it);
    }
}
