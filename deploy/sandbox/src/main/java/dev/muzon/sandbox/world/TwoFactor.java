package dev.muzon.sandbox.world;

/** A cloud password and its reminder for the owner. */
public record TwoFactor(String password, String hint) {
    @Override
    public String toString() {
        return "TwoFactor[password=***, hint=" + hint + "]";
    }
}
