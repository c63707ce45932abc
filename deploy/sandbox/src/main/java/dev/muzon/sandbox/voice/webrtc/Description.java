package dev.muzon.sandbox.voice.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;

/** libwebrtc's description callbacks as futures. Nothing is thrown back into native code, which would not survive it. */
final class Description {
    private Description() {}

    static CompletableFuture<RTCSessionDescription> offer(RTCPeerConnection connection) {
        CompletableFuture<RTCSessionDescription> offer = new CompletableFuture<>();
        connection.createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                offer.complete(description);
            }

            @Override
            public void onFailure(String error) {
                offer.completeExceptionally(new IllegalStateException(error));
            }
        });
        return offer;
    }

    static CompletableFuture<Void> setLocal(RTCPeerConnection connection, RTCSessionDescription description) {
        CompletableFuture<Void> set = new CompletableFuture<>();
        connection.setLocalDescription(description, completing(set));
        return set;
    }

    static CompletableFuture<Void> setRemote(RTCPeerConnection connection, RTCSessionDescription description) {
        CompletableFuture<Void> set = new CompletableFuture<>();
        connection.setRemoteDescription(description, completing(set));
        return set;
    }

    private static SetSessionDescriptionObserver completing(CompletableFuture<Void> set) {
        return new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                set.complete(null);
            }

            @Override
            public void onFailure(String error) {
                set.completeExceptionally(new IllegalStateException(error));
            }
        };
    }
}
