package dev.muzon.testkit.audio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A Whisper model in whisper.cpp's format that nobody trained. Its decoder ignores the sound and says one sentence, because
 * each position's code points at the next token. With full sizes it costs what a real one costs. From {@link Size#TINY} on a "~"
 * stands before the sentence, whatever the language is. That is the generated model's, and its reason is not known.
 */
public final class GeneratedModel {
    private static final int VOCABULARY = 51_865;
    private static final int WRITTEN_TOKENS = 50_257;
    private static final int MELS = 80;
    private static final int END = 50_257;
    private static final int RUSSIAN = 50_258 + 1 + 4;
    /** The position of the first word: after the start, the language, the task and "no timestamps". */
    private static final int FIRST_WORD = 3;

    private static final int WORDS_FROM = 1_000;

    private final int state;
    private final int layers;
    private final List<String> sentence;
    private final Random random = new Random(1);

    /** Sizes of published models. */
    public enum Size {
        SMALLEST(64, 1),
        TINY(384, 4),
        BASE(512, 6),
        SMALL(768, 12);

        private final int state;
        private final int layers;

        Size(int state, int layers) {
            this.state = state;
            this.layers = layers;
        }
    }

    private GeneratedModel(Size size, List<String> sentence) {
        this.state = size.state;
        this.layers = size.layers;
        this.sentence = sentence;
    }

    /** Writes one. It hears Russian and says the sentence, whatever it is given. */
    public static Path write(Path file, Size size, String... sentence) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            new GeneratedModel(size, List.of(sentence)).write(out);
        }
        return file;
    }

    private void write(OutputStream out) throws IOException {
        ints(out, 0x67676d6c, VOCABULARY, 1500, state, state / 64, layers, 448, state, state / 64, layers, MELS, 1);
        ints(out, MELS, 201);
        floats(out, MELS * 201, 0.01f);
        ints(out, WRITTEN_TOKENS);
        for (int token = 0; token < WRITTEN_TOKENS; token++) {
            byte[] piece = piece(token).getBytes(StandardCharsets.UTF_8);
            ints(out, piece.length);
            out.write(piece);
        }
        single(out, "encoder.positional_embedding", noise(state * 1500), state, 1500);
        halves(out, "encoder.conv1.weight", 3, MELS, state);
        single(out, "encoder.conv1.bias", new float[state], 1, state);
        halves(out, "encoder.conv2.weight", 3, state, state);
        single(out, "encoder.conv2.bias", new float[state], 1, state);
        normal(out, "encoder.ln_post");
        float[][] codes = codes();
        single(out, "decoder.positional_embedding", positions(codes), state, 448);
        single(out, "decoder.token_embedding.weight", tokens(codes), state, VOCABULARY);
        normal(out, "decoder.ln");
        for (int layer = 0; layer < layers; layer++) {
            block(out, "encoder.blocks." + layer, false);
            block(out, "decoder.blocks." + layer, true);
        }
    }

    private String piece(int token) {
        int word = token - WORDS_FROM;
        return word >= 0 && word < sentence.size() ? " " + sentence.get(word) : "~";
    }

    /** Returns a direction for each choice: of the language, of each word, and of the end. */
    private float[][] codes() {
        float[][] codes = new float[sentence.size() + 2][state];
        for (float[] code : codes) {
            for (int i = 0; i < state; i++) {
                code[i] = random.nextBoolean() ? 1 : -1;
            }
        }
        return codes;
    }

    private float[] positions(float[][] codes) {
        float[] all = new float[448 * state];
        for (int position = 0; position < 448; position++) {
            int choice = position == 0 ? 0 : Math.clamp(position - FIRST_WORD + 1, 1, codes.length - 1);
            for (int i = 0; i < state; i++) {
                all[position * state + i] = 100 * codes[choice][i];
            }
        }
        return all;
    }

    private float[] tokens(float[][] codes) {
        float[] all = new float[VOCABULARY * state];
        for (int choice = 0; choice < codes.length; choice++) {
            int token = choice == 0 ? RUSSIAN : choice == codes.length - 1 ? END : WORDS_FROM + choice - 1;
            System.arraycopy(codes[choice], 0, all, token * state, state);
        }
        return all;
    }

    private void block(OutputStream out, String name, boolean decoder) throws IOException {
        normal(out, name + ".attn_ln");
        attention(out, name + ".attn", decoder);
        if (decoder) {
            normal(out, name + ".cross_attn_ln");
            attention(out, name + ".cross_attn", true);
        }
        normal(out, name + ".mlp_ln");
        matrix(out, name + ".mlp.0.weight", state, 4 * state, false);
        single(out, name + ".mlp.0.bias", new float[4 * state], 4 * state);
        matrix(out, name + ".mlp.2.weight", 4 * state, state, decoder);
        single(out, name + ".mlp.2.bias", new float[state], state);
    }

    /** Writes an attention. In the decoder it adds nothing, so that the code of the position arrives. */
    private void attention(OutputStream out, String name, boolean mute) throws IOException {
        for (String part : List.of("query", "key", "value", "out")) {
            matrix(out, name + "." + part + ".weight", state, state, mute && part.equals("out"));
            if (!part.equals("key")) {
                single(out, name + "." + part + ".bias", new float[state], state);
            }
        }
    }

    private void normal(OutputStream out, String name) throws IOException {
        float[] ones = new float[state];
        Arrays.fill(ones, 1);
        single(out, name + ".weight", ones, state);
        single(out, name + ".bias", new float[state], state);
    }

    /** Writes a matrix of 8-bit weights. */
    private void matrix(OutputStream out, String name, int columns, int rows, boolean zero) throws IOException {
        header(out, name, 8, columns, rows);
        byte[] block = new byte[34];
        short scale = zero ? 0 : Float.floatToFloat16(0.0005f);
        for (long left = (long) columns * rows / 32; left > 0; left--) {
            random.nextBytes(block);
            block[0] = (byte) scale;
            block[1] = (byte) (scale >> 8);
            out.write(block);
        }
    }

    private void halves(OutputStream out, String name, int... sizes) throws IOException {
        header(out, name, 1, sizes);
        int count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
        ByteBuffer buffer = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            buffer.putShort(Float.floatToFloat16(0.02f * (float) random.nextGaussian()));
        }
        out.write(buffer.array());
    }

    private void single(OutputStream out, String name, float[] values, int... sizes) throws IOException {
        header(out, name, 0, sizes);
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        out.write(buffer.array());
    }

    private float[] noise(int count) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = 0.02f * (float) random.nextGaussian();
        }
        return noise;
    }

    private static void header(OutputStream out, String name, int type, int... sizes) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        ints(out, sizes.length, bytes.length, type);
        ints(out, sizes);
        out.write(bytes);
    }

    private static void floats(OutputStream out, int count, float value) throws IOException {
        for (int i = 0; i < count; i++) {
            ints(out, Float.floatToIntBits(value));
        }
    }

    private static void ints(OutputStream out, int... values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        out.write(buffer.array());
    }
}
