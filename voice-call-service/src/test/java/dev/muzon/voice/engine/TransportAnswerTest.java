package dev.muzon.voice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportAnswerTest {
    private static final String RTC = """
            {"transport":{"candidates":[{"generation":"0","component":"1","protocol":"udp","port":"45504",\
            "ip":"192.0.2.1","foundation":"1","id":"1","priority":"2122260223","type":"host","network":"0"}],\
            "xmlns":"urn:xmpp:jingle:transports:ice-udp:1","ufrag":"abcd","pwd":"secret","rtcp-mux":true,\
            "fingerprints":[{"hash":"sha-256","setup":"active","fingerprint":"AE:4F"}]},\
            "audio":{"payload-types":[{"id":111,"name":"opus","clockrate":48000,"channels":2}]},\
            "video":{"endpoint":"e","payload-types":[{"id":100,"name":"VP8","clockrate":90000}]}}""";

    @Test
    void anAnswerOfTheServerPassesUnchanged() {
        TransportAnswer answer = TransportAnswer.parse(-1, RTC);

        assertThat(answer.mode()).isEqualTo(TransportAnswer.Mode.RTC);
        assertThat(answer.json()).isEqualTo(RTC);
    }

    @Test
    void aBroadcastNeedsNoTransport() {
        assertThat(TransportAnswer.parse(-1, "{\"stream\": true}").mode()).isEqualTo(TransportAnswer.Mode.STREAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"stream\": false}",
                "{\"rtmp\": true}",
                "{\"rtmp\": false}",
                "{\"transport\": []}"
            })
    void textThatIsNoTransportAnswerIsRefused(String answer) {
        assertRefused(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no audio                     | \"audio\":      | \"auido\":",
                "no candidates                | \"candidates\": | \"kandidates\":",
                "no fingerprints              | \"fingerprints\": | \"fingers\":",
                "a port that is a number      | \"port\":\"45504\" | \"port\":45504",
                "a payload type without an id | \"id\":111 | \"id\":\"opus\"",
                "a blank password             | \"pwd\":\"secret\" | \"pwd\":\" \"",
            })
    void anAnswerWithOneWrongFieldIsRefused(String what, String sound, String broken) {
        String answer = RTC.replace(sound, broken);

        assertThat(answer).as(what).isNotEqualTo(RTC);
        assertRefused(answer);
    }

    @Test
    void anAnswerBeyondTheSizeLimitIsNotRead() {
        assertRefused("{\"stream\": true, \"padding\": \"" + "x".repeat(100_000) + "\"}");
    }

    @Test
    void aRefusalNeverShowsTheIcePassword() {
        assertThatThrownBy(() -> TransportAnswer.parse(-1, RTC.replace("\"audio\":", "\"auido\":")))
                .hasMessageContaining("audio")
                .hasMessageNotContaining("secret");
    }

    private static void assertRefused(String answer) {
        assertThatThrownBy(() -> TransportAnswer.parse(-1, answer))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.CALL_CONNECT_FAILED));
    }
}
