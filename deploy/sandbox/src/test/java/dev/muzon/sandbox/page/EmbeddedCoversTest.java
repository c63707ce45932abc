package dev.muzon.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegOutcome;
import dev.muzon.sandbox.world.Content;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedCoversTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();

    private final EmbeddedCovers covers = new EmbeddedCovers();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"song.mp3", "song.flac", "song.m4a"})
    void thePictureInsideASongIsDrawnAgainAsASmallJpeg(String name) throws Exception {
        Path picture = folder.resolve("cover.png");
        var red = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        var brush = red.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, 800, 600);
        ImageIO.write(red, "png", picture.toFile());

        Content cover = covers.of(Content.of(song(name, picture)));

        assertThat(cover).isNotNull();
        assertThat(cover.read(0, 3)).isEqualTo(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        BufferedImage drawn = ImageIO.read(cover.open());
        assertThat(drawn.getWidth()).isEqualTo(320);
        assertThat(drawn.getHeight()).isEqualTo(320);
        Color middle = new Color(drawn.getRGB(160, 160));
        assertThat(middle.getRed()).isGreaterThan(200);
        assertThat(middle.getBlue()).isLessThan(60);
    }

    @Test
    void aSongWithoutAPictureHasNoCover() throws Exception {
        assertThat(covers.of(Content.of(song("plain.mp3", null)))).isNull();
    }

    @Test
    void aPictureThatOnlyClaimsToBeOneIsLeftOut() throws Exception {
        Path picture = Files.writeString(folder.resolve("cover.png"), "no picture at all");
        Path song = song("plain.mp3", null);
        byte[] sound = Files.readAllBytes(song);
        Files.write(song, withPicture(Files.readAllBytes(picture), sound));

        assertThat(covers.of(Content.of(song))).isNull();
    }

    // A PNG of a few bytes that claims 60,000 pixels on each side.
    @Test
    void aPictureThatClaimsToBeHugeIsLeftOut() throws Exception {
        Path small = folder.resolve("small.png");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", small.toFile());
        byte[] png = Files.readAllBytes(small);
        for (int side : List.of(16, 20)) {
            png[side] = 0;
            png[side + 1] = 0;
            png[side + 2] = (byte) 0xea;
            png[side + 3] = 0x60;
        }
        var crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        for (int i = 0; i < 4; i++) {
            png[29 + i] = (byte) (crc.getValue() >> (24 - 8 * i));
        }
        Path song = song("plain.mp3", null);
        Files.write(song, withPicture(png, Files.readAllBytes(song)));

        assertThat(covers.of(Content.of(song))).isNull();
    }

    @Test
    void whatIsNotSoundAtAllHasNoCover() throws Exception {
        assertThat(covers.of(Content.of(Files.writeString(folder.resolve("a.mp3"), "sound"))))
                .isNull();
    }

    private Path song(String name, Path picture) throws Exception {
        Path song = folder.resolve(name);
        var args = new ArrayList<>(List.of("-f", "s16le", "-ar", "48000", "-ac", "1", "-i", "pipe:0"));
        if (picture != null) {
            args.addAll(List.of("-i", picture.toString(), "-map", "0:a", "-map", "1:v", "-c:v", "copy"));
            args.addAll(List.of("-disposition:v", "attached_pic"));
        }
        args.addAll(List.of("-y", song.toString()));
        try (var encoder = FFMPEG.startFed(args)) {
            try (var pcm = encoder.stdin()) {
                pcm.write(new byte[48_000]);
            }
            assertThat(encoder.awaitExit(Duration.ofMinutes(1)).outcome()).isEqualTo(FfmpegOutcome.FINISHED);
        }
        return song;
    }

    /** Puts an ID3 tag that holds a picture before an mp3. */
    private static byte[] withPicture(byte[] picture, byte[] mp3) {
        byte[] head = "\0image/png\0\3\0".getBytes(StandardCharsets.ISO_8859_1);
        int frame = head.length + picture.length;
        var tag = java.nio.ByteBuffer.allocate(20 + frame + mp3.length);
        tag.put("ID3\3\0\0".getBytes(StandardCharsets.ISO_8859_1));
        int size = 10 + frame;
        tag.put(new byte[] {
            (byte) (size >> 21 & 0x7f), (byte) (size >> 14 & 0x7f), (byte) (size >> 7 & 0x7f), (byte) (size & 0x7f)
        });
        tag.put("APIC".getBytes(StandardCharsets.ISO_8859_1)).putInt(frame).putShort((short) 0);
        return tag.put(head).put(picture).put(mp3).array();
    }
}
