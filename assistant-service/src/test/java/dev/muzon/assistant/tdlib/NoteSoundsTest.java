package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tests which failed downloads end a note and which are tried again, and when sounds are deleted. */
class NoteSoundsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FAILED =
            "{'@type':'error','code':400,'message':'File download has failed or was canceled'}";
    private static final String DONE = "{'@type':'file','local':{'path':'/sounds/voice.ogg'}}";

    @TempDir
    Path folder;

    private final TdClient client = new TdClient("main", this::answer, _ -> {});
    private final Queue<String> downloads = new ArrayDeque<>();
    private long size = 5_000;
    private int deleted;

    @Test
    void aDownloadThatWasCancelledIsBegunAgain() throws Exception {
        downloads.add(FAILED);
        downloads.add(DONE);

        assertThat(fetch(folder)).isEqualTo(Path.of("/sounds/voice.ogg"));
    }

    @Test
    void aFileThatFailsThreeTimesIsUnreadable() {
        downloads.add(FAILED);
        downloads.add(FAILED);
        downloads.add(FAILED);

        assertThat(failure(folder)).isEqualTo(FailureCode.NOTE_UNREADABLE);
        assertThat(downloads).isEmpty();
    }

    @Test
    void anEmptyFileIsUnreadableAtOnce() {
        size = 0;
        downloads.add(FAILED);

        assertThat(failure(folder)).isEqualTo(FailureCode.NOTE_UNREADABLE);
    }

    @Test
    void aFileThatTheDiskDoesNotTakeIsLeftForLater() {
        size = Long.MAX_VALUE / 2;
        downloads.add(FAILED);
        downloads.add(FAILED);
        downloads.add(FAILED);

        assertThat(failure(folder)).isEqualTo(FailureCode.DISK_FULL);
    }

    @Test
    void aFileIsLeftForLaterWhereItsFolderCannotBeMade() throws Exception {
        size = 0;
        downloads.add(FAILED);

        assertThat(failure(Files.writeString(folder.resolve("taken"), "by a file")))
                .isEqualTo(FailureCode.DISK_FULL);
    }

    @ParameterizedTest
    @CsvSource({
        "500, Request aborted, TELEGRAM_UNAVAILABLE",
        "429, Too Many Requests: retry after 137, FLOOD_WAIT",
        "401, AUTH_KEY_UNREGISTERED, SESSION_LOST"
    })
    void aFailureThatSaysWhyIsPassedOn(int code, String text, FailureCode meaning) {
        downloads.add("{'@type':'error','code':%d,'message':'%s'}".formatted(code, text));

        assertThat(failure(folder)).isEqualTo(meaning);
    }

    @Test
    void aSoundThatAForwardStillNeedsIsDeletedAfterTheLastOne() throws Exception {
        var sounds = new NoteSounds(client, new WrittenFiles(folder));
        downloads.add(DONE);
        downloads.add(DONE);
        sounds.fetch(7, Duration.ofSeconds(10));
        sounds.fetch(7, Duration.ofSeconds(10));

        sounds.forget(7);
        assertThat(deleted).isZero();

        sounds.forget(7);
        assertThat(deleted).isOne();
    }

    private Path fetch(Path files) throws InterruptedException {
        return new NoteSounds(client, new WrittenFiles(files)).fetch(7, Duration.ofSeconds(10));
    }

    private FailureCode failure(Path files) {
        var thrown = new FailureCode[1];
        assertThatThrownBy(() -> fetch(files))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> thrown[0] = e.failure().code());
        return thrown[0];
    }

    private void answer(TdRequest request) {
        String answer = switch (request.type()) {
            case "downloadFile" -> downloads.remove();
            case "getFile" -> "{'@type':'file','size':%d}".formatted(size);
            case "deleteFile" -> {
                deleted++;
                yield "{'@type':'ok'}";
            }
            default -> throw new AssertionError(request.type());
        };
        ObjectNode reply = (ObjectNode) JSON.readTree(answer.replace('\'', '"'));
        client.accept(reply.set("@extra", JSON.readTree(request.toString()).path("@extra")));
    }
}
