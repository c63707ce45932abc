package dev.muzon.sandbox.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TlSchemaTest {
    private static final Path LIBRARY = Path.of("../natives/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so");

    /** Protocol messages that libtdjson has no use for. Their layout has never changed. */
    private static final Set<String> FOR_OTHER_CLIENTS =
            Set.of("ping", "destroy_session", "destroy_session_none", "invokeWithoutUpdates");

    /** Compares the ids. After an upgrade of libtdjson this names the constructors whose layout has changed. */
    @Test
    void libtdjsonKnowsEveryIdOfTheTables() throws IOException {
        byte[] library = Files.readAllBytes(LIBRARY);
        Set<Integer> wanted = Set.copyOf(TlSchema.telegram().ids().values());
        Set<Integer> seen = new HashSet<>();
        for (int at = 0; at + 4 <= library.length; at++) {
            int word = (library[at] & 0xff)
                    | (library[at + 1] & 0xff) << 8
                    | (library[at + 2] & 0xff) << 16
                    | library[at + 3] << 24;
            if (wanted.contains(word)) {
                seen.add(word);
            }
        }
        assertThat(TlSchema.telegram().ids().entrySet().stream()
                        .filter(entry ->
                                !seen.contains(entry.getValue()) && !FOR_OTHER_CLIENTS.contains(entry.getKey()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    @Test
    void writtenObjectsAreReadBackEqual() {
        TlSchema schema = new TlSchema(
                Stream.of(
                        "// a comment",
                        "inner 00000001 n:int",
                        "outer 00000002 flags:# on?flags.0 text:string raw?flags.3:bytes list:[object] bare:(inner) numbers:[long] yes:bool"));
        TlObject written = TlObject.of("outer")
                .flag("on", true)
                .with("text", "ночь ".repeat(60))
                .with("raw", new byte[300])
                .with("list", List.of(TlObject.of("inner").with("n", -1)))
                .with("bare", List.of(TlObject.of("inner").with("n", 7)))
                .with("numbers", List.of(1L, Long.MIN_VALUE))
                .with("yes", true);
        byte[] bytes = new TlWriter(schema).object(written).toBytes();
        TlReader reader = new TlReader(schema, bytes);
        TlObject read = reader.readObject();
        assertThat(reader.remaining()).isZero();
        assertThat(read.has("on")).isTrue();
        assertThat(read.textAt("text")).isEqualTo("ночь ".repeat(60));
        assertThat(read.bytesAt("raw")).hasSize(300);
        assertThat(read.listAt("bare", TlObject.class).getFirst().intAt("n")).isEqualTo(7);
        assertThat(read.listAt("numbers", Long.class)).containsExactly(1L, Long.MIN_VALUE);
        assertThat(new TlWriter(schema).object(read).toBytes()).isEqualTo(bytes);
    }

    @Test
    void objectsThatDoNotFitTheirConstructorAreNotWritten() {
        assertThatThrownBy(() -> TlWriter.bytes(TlObject.of("peerUser")))
                .isInstanceOf(TlException.class)
                .hasMessage("peerUser misses user_id");
        assertThatThrownBy(() -> TlWriter.bytes(
                        TlObject.of("peerUser").with("user_id", 1L).with("nickname", "x")))
                .isInstanceOf(TlException.class)
                .hasMessage("peerUser has no field nickname");
        assertThatThrownBy(() -> TlWriter.bytes(TlObject.of("peerUser").with("user_id", "x")))
                .isInstanceOf(TlException.class);
    }

    @Test
    void hostileBytesEndInATlException() {
        byte[] request = TlWriter.bytes(TlObject.of("messages.getPeerDialogs")
                .with("peers", List.of(TlObject.of("inputDialogPeer").with("peer", TlObject.of("inputPeerSelf")))));
        for (int length = 0; length < request.length; length++) {
            byte[] cut = Arrays.copyOf(request, length);
            assertThatThrownBy(() -> new TlReader(cut).readObject()).isInstanceOf(TlException.class);
        }
        byte[] huge = request.clone();
        Arrays.fill(huge, 8, 12, (byte) 0x7f);
        assertThatThrownBy(() -> new TlReader(huge).readObject()).isInstanceOf(TlException.class);

        byte[] nested = new byte[4 * 100_000];
        byte[] wrapper = new TlWriter().int32(0xda9b0d0d).int32(1).toBytes();
        for (int at = 0; at < nested.length; at += wrapper.length) {
            System.arraycopy(wrapper, 0, nested, at, wrapper.length);
        }
        assertThatThrownBy(() -> new TlReader(nested).readObject()).hasMessage("nested too deep");

        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] mutated = request.clone();
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                new TlReader(mutated).readObject();
            } catch (TlException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
