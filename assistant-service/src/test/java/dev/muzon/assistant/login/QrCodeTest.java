package dev.muzon.assistant.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final int SCALE = 4;

    /** Reads the picture as a phone would: rasterised, then decoded. */
    @Test
    void aQrCodeCanBeScanned() throws Exception {
        String link = "tg://login?token=AQLm4Zf8bmPqGk8t0hT7XsYw2R5nV1cJ";

        String svg = new QrCode(link).svg();

        var size = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
        assertThat(size.find()).isTrue();
        int width = Integer.parseInt(size.group(1)) * SCALE;
        int[] pixels = new int[width * width];
        Arrays.fill(pixels, 0xFFFFFF);
        Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg).results().forEach(module -> {
            for (int y = 0; y < SCALE; y++) {
                int from = (Integer.parseInt(module.group(2)) * SCALE + y) * width
                        + Integer.parseInt(module.group(1)) * SCALE;
                Arrays.fill(pixels, from, from + SCALE, 0);
            }
        });
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels)));
        assertThat(new QRCodeReader().decode(picture).getText()).isEqualTo(link);
    }
}
