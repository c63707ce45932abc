package dev.muzon.sandbox.world;

/** A cloud password and what reminds its owner of it. */
public record TwoFactor(String password, String hint) {
    @Override
    public String toString() {
        return "TwoFactor[password=***, hint=" + hint + "]";
    }
}
