package dev.muzon.protocol.setting;

/** Likeness of names. */
final class Spelling {
    private Spelling() {}

    /** Counts the letters to insert, delete or replace to make one of the other (Levenshtein), whatever their case. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                boolean same =
                        Character.toUpperCase(one.charAt(line - 1)) == Character.toUpperCase(other.charAt(column - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
            }
        }
        return row[other.length()];
    }
}
