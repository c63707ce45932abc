package dev.muzon.assistant.voicechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.RetryCall;
import dev.muzon.protocol.job.VoiceChatChanged;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VoiceChatNewsTest {
    private final List<Object> published = new CopyOnWriteArrayList<>();
    private final ClosedChats closed = new ClosedChats();
    private final FailureClassifier classifier = FailureClassifier.of(List.of());
    private final VoiceChatNews news = new VoiceChatNews(
            (_, job) -> published.add(job), closed, classifier, new FailureLog(classifier, List.of()));

    @Test
    void newsOfOneChatKeepsItsOrder() {
        List<Change> changes = IntStream.range(0, 200)
                .mapToObj(i -> i % 2 == 0 ? Change.ALONE : Change.ACCOMPANIED)
                .toList();

        changes.forEach(change -> news.changed("main", "@muzon_assistant", -1, 5, 17, change));

        await().untilAsserted(() -> assertThat(published).hasSize(changes.size()));
        assertThat(published)
                .extracting(job -> ((VoiceChatChanged) job).change())
                .containsExactlyElementsOf(changes);
        assertThat(published)
                .extracting(job -> ((VoiceChatChanged) job).audioSource())
                .containsOnly(17);
        assertThat(published)
                .extracting(job -> ((VoiceChatChanged) job).assistant())
                .containsOnly("@muzon_assistant");
    }

    @Test
    void anAccountThatBecomesReadyIsNewsForTheChatsThatNobodyCouldJoinAndForNoOthers() {
        closed.closed(-1);
        closed.closed(-2);
        closed.closed(-3);
        closed.open(-3);

        news.ready("main");
        news.ready("spare");

        await().untilAsserted(() -> assertThat(published).hasSize(2));
        assertThat(published)
                .containsExactlyInAnyOrder(
                        new RetryCall(ChatRef.of(-1), "account main is ready"),
                        new RetryCall(ChatRef.of(-2), "account main is ready"));
    }
}
