package dev.muzon.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeChecksTest {
    @TempDir
    Path folder;

    private Finding ffmpeg(String says) throws Exception {
        Path program = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\necho '" + says + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        var choice = new NativeChecks.FfmpegChoice(folder.toString(), "MUZON_FFMPEG_DIR", folder);
        return NativeChecks.all(folder, folder, "npm", choice)
                .reduce((_, last) -> last)
                .orElseThrow()
                .look();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.6-0+deb11u1", "n4.4", "5.0.1"})
    void anFfmpegThatTheServicesRefuseIsNamedWithItsFix(String version) throws Exception {
        assertThat(ffmpeg("ffmpeg version " + version + " Copyright (c) 2000").toString())
                .contains(version, "older than 5.1", "MUZON_FFMPEG_DIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1.9-0+deb12u1", "n7.1", "10.0", "N-109542-g0f5fd3"})
    void aNewerFfmpegIsWell(String version) throws Exception {
        assertThat(ffmpeg("ffmpeg version " + version + " Copyright (c) 2000"))
                .isEqualTo(Finding.well("ffmpeg version " + version + ", from " + folder));
    }

    @Test
    void anFfmpegThatDoesNotRunIsNamed() throws Exception {
        assertThat(ffmpeg("no such library").toString()).contains("does not run: no such library");
    }
}
