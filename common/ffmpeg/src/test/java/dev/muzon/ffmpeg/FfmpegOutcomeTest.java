package dev.muzon.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.confinement.StderrTail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegOutcomeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1   | [tls @ 0x5] error:0A000086:SSL routines::certificate verify failed: Input/output error | CERTIFICATE
            1   | [tls @ 0x5] error:0A0000C6:SSL routines::packet length too long | NOT_TLS
            1   | [tls @ 0x5] error:0A00010B:SSL routines::wrong version number | NOT_TLS
            1   | http://host/loop: Input/output error | UNREACHABLE
            1   | https://host/a.mp3: End of file | UNREACHABLE
            145 | http://host/a.mp3: Connection refused | UNREACHABLE
            1   | [ape @ 0x5] Unsupported file version - 9.99: Not yet implemented in FFmpeg, patches welcome | DAMAGED
            1   | [mov @ 0x5] moov atom not found: Invalid data found when processing input | DAMAGED
            1   | a.m4a: Cannot allocate memory | DAMAGED
            234 | [out#0/matroska] Could not write header (incorrect codec parameters ?): Invalid argument | DAMAGED
            1   | a.txt: Invalid data found when processing input | INVALID_DATA
            139 | '' | CRASHED
            137 | a.mp3: Invalid data found when processing input | CRASHED
            1   | Unrecognized option 'nosuch'. Error splitting the argument list: Option not found | MISUSED
            1   | something never seen before | FAILED
            0   | [mp3 @ 0x5] Invalid data found when processing input | FINISHED
            0   | [hls @ 0x5] keepalive request failed: Input/output error | FINISHED
            0   | [hls @ 0x5] Stream ends prematurely at 5, should be 9 | TRUNCATED
            """)
    void theOutcomeIsReadFromTheExitCodeAndStderr(int code, String stderr, FfmpegOutcome outcome) {
        assertThat(FfmpegOutcome.of(code, stderr)).isEqualTo(outcome);
    }

    @Test
    void anErrorWhileReadingStderrEndsTheDrainerInOrder() throws Exception {
        var stderr = new InputStream() {
            private int left = 3;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new NoClassDefFoundError("gone");
                }
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                buffer[offset] = (byte) read();
                return 1;
            }
        };

        StderrTail tail = StderrTail.of("test", stderr, 4096);

        assertThat(tail.awaitText(Duration.ofMinutes(1))).startsWith("xxx").contains("NoClassDefFoundError");
    }
}
