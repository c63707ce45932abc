package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.account.LoginState;
import dev.muzon.assistant.account.RecordingListener;
import dev.muzon.assistant.account.TelegramSession;
import dev.muzon.assistant.message.MessageListener;
import dev.muzon.assistant.message.OwnText;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.User;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests, with the real libtdjson, that the first message of a chat that is new to the account is heard. */
class FirstMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHATS = 100;

    @TempDir
    Path folder;

    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private SandboxTelegram telegram;
    private TelegramSession session;
    private User me;

    @BeforeEach
    void logIn() throws IOException {
        telegram = SandboxTelegram.start();
        me = telegram.person("Ann");
        var told = new RecordingListener();
        var listener = new MessageListener() {
            @Override
            public boolean listens() {
                return true;
            }

            @Override
            public Instant ago(Duration time) {
                return Instant.now().minus(time);
            }

            @Override
            public void command(String accountId, OwnText text) {
                heard.add(text.chatId() + text.text());
            }
        };
        session = SandboxSessions.of(telegram.settings(folder, List.of("main")), listener)
                .open("main", told);
        telegram.scan(told.await(LoginState.WaitingForQrScan.class).link(), me.id());
        told.await(LoginState.Ready.class);
    }

    @AfterEach
    void close() throws InterruptedException {
        session.close(Duration.ofSeconds(60));
        telegram.close();
    }

    @Test
    void whatIsWrittenInTheMomentOfJoiningAGroupIsHeard() {
        Set<String> written = new TreeSet<>();
        for (int i = 0; i < CHATS; i++) {
            Chat chat = telegram.world.chats().createGroup("Kitchen", null, telegram.owner.id());
            telegram.world.members().add(chat.id(), telegram.owner.id(), me.id());
            telegram.world.messages().send(chat.id(), me.id(), NewMessage.text("/transcribe on"));
            telegram.world.messages().send(chat.id(), me.id(), NewMessage.text("/status"));
            written.add(chat.id() + "/transcribe on");
            written.add(chat.id() + "/status");
        }
        check(written);
    }

    @Test
    void theFirstMessageOfAPrivateChatIsHeard() {
        Set<String> written = new TreeSet<>();
        for (int i = 0; i < CHATS; i++) {
            User person = telegram.person("Boris");
            Chat chat = telegram.world.chats().privateChat(me.id(), person.id());
            telegram.world.messages().send(chat.id(), me.id(), NewMessage.text("/status"));
            written.add(person.id() + "/status");
        }
        check(written);
    }

    private void check(Set<String> written) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsAll(written));
    }
}
