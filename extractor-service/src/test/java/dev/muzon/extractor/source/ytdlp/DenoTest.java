package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muzon.confinement.Confinement;
import dev.muzon.confinement.Reach;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that the installed deno solves a player's script within the bounds of a child. */
@Timeout(120)
class DenoTest {
    private static final Path INSTALLED = Path.of("../deploy/ytdlp/installed").toAbsolutePath();
    private static final Path DENO = INSTALLED.resolve("node_modules/@deno/linux-x64-glibc/deno");

    /** Parses and writes a script as large as YouTube's, with the packages that yt-dlp's solver imports. */
    private static final String SCRIPT = """
            import { parse } from 'npm:meriyah@6.1.4';
            import { generate } from 'npm:astring@1.9.0';
            let script = '';
            for (let i = 0; i < 50000; i++) script += `function f${i}(a, b) { return a * b + ${i} - (a < b ? 1 : 2); }`;
            console.log('solved ' + (generate(parse(script)).length > script.length));
            """;

    @Test
    void aScriptAsLargeAsYouTubesIsParsedWithoutTheNetwork() throws Exception {
        assumeThat(DENO).isExecutable();
        List<String> deno = List.of(
                DENO.toString(),
                "run",
                "--cached-only",
                "--no-lock",
                "--no-config",
                "--node-modules-dir=none",
                "--no-prompt",
                "-");
        var builder = new ProcessBuilder(Confinement.ofThisProcess().around(deno, List.of(INSTALLED), Reach.PIPES));
        builder.redirectErrorStream(true).environment().clear();
        builder.environment().put("DENO_DIR", INSTALLED.resolve("deno-cache").toString());
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(SCRIPT.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("solved true");
        assertThat(process.waitFor()).isZero();
    }
}
