package dev.muzon.protocol.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Failures that an older or a newer version wrote. */
class FailureReadingTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Failure read(String json) {
        return JSON.readValue(json.replace('\'', '"'), Failure.class);
    }

    @Test
    void aStringArgumentOfVersion010IsAText() {
        Failure stored =
                read("{'kind':'user','code':'track.too-long','detail':'lasts PT5H','args':{'limit':'180 min'}}");

        assertThat(stored)
                .isEqualTo(Failure.of(
                        FailureCode.TRACK_TOO_LONG,
                        "lasts PT5H",
                        Map.of("limit", new FailureArgument.Text("180 min"))));
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeIsReadWhateverAnOlderPeerCalledItsKind(FailureKind older) {
        Failure read = read("{'kind':'" + older.value() + "','code':'chat.bot-removed','detail':'403'}");

        assertThat(read).isEqualTo(Failure.of(FailureCode.BOT_REMOVED, "403"));
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeIsReadWithNothingButItsName(FailureCode code) {
        Failure read = read("{'code':'" + code.value() + "'}");

        assertThat(read.code()).isEqualTo(code);
        assertThat(read.kind()).isEqualTo(code.kind());
    }

    @ParameterizedTest
    @EnumSource
    void aCodeThatOnlyANewerPeerKnowsKeepsItsKind(FailureKind kind) {
        Failure read = read("{'kind':'" + kind.value() + "','code':'source.on-the-moon','detail':'too far'}");

        assertThat(read.code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(read.kind()).isEqualTo(kind);
        assertThat(read.detail()).isEqualTo("too far");
    }

    @Test
    void aKindThatOnlyANewerPeerKnowsIsCritical() {
        assertThat(read("{'kind':'cosmic','code':'source.on-the-moon','detail':'too far'}"))
                .isEqualTo(Failure.of(FailureCode.INTERNAL, "too far"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'colour':'red'}                          | {colour=red}
            {'duration':'soon'}                       | soon
            {'duration':'PT-1S'}                      | PT-1S
            {'duration':'PT9223372036854775807S'}     | PT9223372036854775807S
            7                                         | 7
            """)
    void anArgumentThatCannotBeTypedIsAText(String json, String text) {
        Failure read = read("{'kind':'user','code':'queue.full','detail':'','args':{'limit':" + json + "}}");

        assertThat(read)
                .isEqualTo(Failure.of(FailureCode.QUEUE_FULL, "", Map.of("limit", new FailureArgument.Text(text))));
    }

    @Test
    void anArgumentWithoutAValueIsLeftOut() {
        assertThat(read("{'kind':'user','code':'queue.full','detail':'','args':{'limit':null}}"))
                .isEqualTo(Failure.of(FailureCode.QUEUE_FULL, ""));
    }

    @Test
    void aTextFromElsewhereIsCut() {
        assertThat(new FailureArgument.Text("x".repeat(1_000)).text()).hasSize(FailureArgument.Text.MAX_LENGTH);
    }

    @Test
    void aTimeKeepsItsLength() {
        assertThat(read("{'code':'track.too-long','args':{'limit':{'duration':'PT3H','approximately':true}}}"))
                .isEqualTo(Failure.of(
                        FailureCode.TRACK_TOO_LONG, "", Map.of("limit", FailureArgument.of(Duration.ofHours(3)))));
    }
}
