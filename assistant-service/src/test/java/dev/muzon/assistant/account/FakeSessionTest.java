package dev.muzon.assistant.account;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import org.junit.jupiter.api.BeforeEach;

class FakeSessionTest extends TelegramSessionContract {
    private static final long CHAT = -1001;
    private static final String NAME = "lounge";
    private static final String LINK = "https://t.me/+lounge";

    private final RecordingListener listener = new RecordingListener();
    private final FakeSession session = new FakeSession(listener);

    @BeforeEach
    void lounge() {
        session.chats.put(NAME, CHAT);
        session.chats.put(LINK, CHAT);
        session.refusesToCreate = Failure.of(FailureCode.VOICE_CHAT_RIGHTS_MISSING, "no right");
        session.start(CHAT);
    }

    @Override
    protected TelegramSession session() {
        return session;
    }

    @Override
    protected RecordingListener listener() {
        return listener;
    }

    @Override
    protected String transport() {
        return FakeSession.TRANSPORT;
    }

    @Override
    protected Room room() {
        return new Room() {
            @Override
            public long id() {
                return CHAT;
            }

            @Override
            public String username() {
                return NAME;
            }

            @Override
            public String inviteLink() {
                return LINK;
            }

            @Override
            public void startVoiceChat() {
                session.start(CHAT);
            }

            @Override
            public void endVoiceChat() {
                session.end(CHAT);
            }

            @Override
            public void trust() {
                session.refusesToCreate = null;
            }

            @Override
            public void mute(boolean muted) {
                session.tell(CHAT, muted ? Change.MUTED : Change.UNMUTED);
            }

            @Override
            public void drop() {
                session.tell(CHAT, Change.REJOIN_NEEDED);
            }

            @Override
            public void ban() {
                session.ban(CHAT);
            }
        };
    }
}
