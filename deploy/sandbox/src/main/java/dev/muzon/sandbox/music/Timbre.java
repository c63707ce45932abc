package dev.muzon.sandbox.music;

/** The tone of an instrument: its overtones, and how it begins and ends. */
final class Timbre {
    static final Timbre PIANO = new Timbre(0.004, 0.35, 2.6, 0.9, 1.0, 0.45, 0.24, 0.13, 0.07, 0.04);
    static final Timbre PAD = new Timbre(1.1, 1.6, 0, 0.0, 1.0, 0.35, 0.18, 0.06);
    static final Timbre FLUTE = new Timbre(0.09, 0.18, 0, 0.0, 1.0, 0.12, 0.05);
    static final Timbre HARP = new Timbre(0.003, 0.5, 1.5, 1.4, 1.0, 0.5, 0.3, 0.12);
    static final Timbre MUSIC_BOX = new Timbre(0.002, 0.9, 1.3, 0.5, 1.0, 0.0, 0.0, 0.35, 0.0, 0.0, 0.12);
    static final Timbre BASS = new Timbre(0.012, 0.12, 1.8, 0.3, 1.0, 0.5, 0.15);

    private final double attack;
    private final double release;
    private final double decay;
    private final double brightnessDecay;
    private final double[] overtones;

    /**
     * Describes a timbre.
     *
     * @param attack seconds to full loudness
     * @param release seconds to fade once released
     * @param decay seconds in which a struck tone falls to a third. 0 for one that is sustained
     * @param brightnessDecay how much faster each next overtone fades
     * @param overtones loudness of each, the fundamental first
     */
    private Timbre(double attack, double release, double decay, double brightnessDecay, double... overtones) {
        this.attack = attack;
        this.release = release;
        this.decay = decay;
        this.brightnessDecay = brightnessDecay;
        this.overtones = overtones;
    }

    /** Adds the note to the sound. */
    void play(Note note, Sound sound) {
        int length = (int) ((note.length() + 3 * release) * Sound.RATE);
        for (int i = 0; i < overtones.length; i++) {
            double hertz = note.hertz() * (i + 1) * Math.sqrt(1 + 0.0002 * i * i);
            if (overtones[i] > 0 && hertz < Sound.RATE / 2.2) {
                double fading = decay == 0 ? 0 : (1 + brightnessDecay * i) / decay;
                partial(note, sound, length, hertz, overtones[i] * note.loudness(), fading);
            }
        }
    }

    private void partial(Note note, Sound sound, int length, double hertz, double loudness, double fading) {
        // A rotating vector is a sine without a call to one.
        double cos = Math.cos(2 * Math.PI * hertz / Sound.RATE);
        double sin = Math.sin(2 * Math.PI * hertz / Sound.RATE);
        double x = 1;
        double y = 0;
        double level = loudness;
        double fade = Math.exp(-fading / Sound.RATE);
        double letGo = Math.exp(-1 / (release * Sound.RATE));
        int rising = (int) (attack * Sound.RATE);
        int held = (int) (note.length() * Sound.RATE);
        int start = (int) (note.at() * Sound.RATE);
        for (int i = 0; i < length; i++) {
            double turned = x * cos - y * sin;
            y = x * sin + y * cos;
            x = turned;
            level *= i < held ? fade : fade * letGo;
            double envelope = i < rising ? 0.5 - 0.5 * Math.cos(Math.PI * i / rising) : 1;
            sound.add(start + i, y * level * envelope, note.place());
        }
    }
}
