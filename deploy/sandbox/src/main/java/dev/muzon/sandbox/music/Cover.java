package dev.muzon.sandbox.music;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** The drawing of a piece's cover: its sky, a moon or sun, and hills that look like its sound. */
final class Cover {
    private static final int SIZE = 600;

    private Cover() {}

    static void draw(Piece piece, Path file) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setPaint(new GradientPaint(0, 0, piece.sky(), 0, SIZE, piece.ground()));
        brush.fillRect(0, 0, SIZE, SIZE);
        Random chance = new Random(piece.title().hashCode());
        double x = 120 + chance.nextDouble() * 300;
        brush.setColor(new Color(255, 255, 255, 40));
        brush.fill(new Ellipse2D.Double(x - 30, 90, 180, 180));
        brush.setColor(new Color(255, 250, 235, 220));
        brush.fill(new Ellipse2D.Double(x, 120, 120, 120));
        for (int ridge = 0; ridge < 4; ridge++) {
            brush.setColor(new Color(10, 12, 30, 50 + ridge * 35));
            brush.fill(hills(330 + ridge * 60, chance));
        }
        brush.setColor(Color.WHITE);
        brush.setFont(new Font(Font.SERIF, Font.PLAIN, 54));
        brush.drawString(piece.title(), 40, SIZE - 50);
        brush.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private static Path2D hills(double height, Random chance) {
        double phase = chance.nextDouble() * 6;
        double width = 0.006 + chance.nextDouble() * 0.008;
        Path2D hills = new Path2D.Double();
        hills.moveTo(0, SIZE);
        for (int x = 0; x <= SIZE; x += 5) {
            hills.lineTo(x, height + 30 * Math.sin(x * width + phase) + 12 * Math.sin(x * width * 2.7 + phase * 3));
        }
        hills.lineTo(SIZE, SIZE);
        hills.closePath();
        return hills;
    }
}
