package dev.muzon.assistant.account;

import dev.muzon.protocol.job.VoiceChatChanged.Change;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A listener that remembers what a session tells, and waits for it. */
public final class RecordingListener implements TelegramSession.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final List<LoginState> logins = new CopyOnWriteArrayList<>();
    public final List<Boolean> connections = new CopyOnWriteArrayList<>();
    private final List<News> news = new CopyOnWriteArrayList<>();

    private final List<News> company = new CopyOnWriteArrayList<>();

    private final List<Long> mayJoin = new CopyOnWriteArrayList<>();

    private record News(long chatId, Change change) {}

    @Override
    public void login(LoginState state) {
        logins.add(state);
    }

    @Override
    public void connection(ConnectionState state) {
        connections.add(state.stands());
    }

    @Override
    public void voiceChat(long chatId, int groupCallId, @Nullable Integer audioSource, Change change) {
        boolean ofListeners = change == Change.ALONE || change == Change.ACCOMPANIED;
        (ofListeners ? company : news).add(new News(chatId, change));
    }

    @Override
    public void mayJoin(long chatId, String news) {
        mayJoin.add(chatId);
    }

    /** Waits for one more word that joining a chat's voice chat may work now than there were before. */
    public void awaitMayJoin(long chatId, long before) {
        Awaitility.await().atMost(PATIENCE).until(() -> mayJoins(chatId) > before);
    }

    /** Returns how often it was told that joining a chat's voice chat may work. */
    public long mayJoins(long chatId) {
        return mayJoin.stream().filter(one -> one == chatId).count();
    }

    /** Waits for a state of this kind, and returns the newest. */
    public <T extends LoginState> T await(Class<T> state) {
        Awaitility.await().atMost(PATIENCE).until(() -> logins.stream().anyMatch(state::isInstance));
        return logins.stream()
                .filter(state::isInstance)
                .map(state::cast)
                .reduce((_, newer) -> newer)
                .orElseThrow();
    }

    /** Returns the changes that were told of a chat's voice chat. Those of its listeners do not count. */
    public List<Change> changes(long chatId) {
        return of(chatId, news);
    }

    /** Waits until this is the latest word about a voice chat's listeners. */
    public void awaitCompany(long chatId, Change expected) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            List<Change> told = of(chatId, company);
            return !told.isEmpty() && told.getLast() == expected;
        });
    }

    private static List<Change> of(long chatId, List<News> news) {
        return news.stream()
                .filter(one -> one.chatId() == chatId)
                .map(News::change)
                .toList();
    }

    /** Waits until exactly these changes have been told of a chat's voice chat. */
    public void awaitChanges(long chatId, Change... expected) {
        Awaitility.await().atMost(PATIENCE).until(() -> changes(chatId), List.of(expected)::equals);
    }
}
