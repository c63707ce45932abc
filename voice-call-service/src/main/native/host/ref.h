#pragma once

#include <utility>

namespace muzon::host {

/** An owner of a share of a counted object. Only one thread at a time has a turn, so counting is not atomic. */
template <class T>
class Ref {
public:
    Ref() = default;
    Ref(T* target) : target_(target) {
        if (target_ != nullptr) {
            target_->retain();
        }
    }
    Ref(const Ref& other) : Ref(other.target_) {}
    Ref(Ref&& other) noexcept : target_(std::exchange(other.target_, nullptr)) {}
    template <class U>
    Ref(const Ref<U>& other) : Ref(static_cast<T*>(other.get())) {}
    Ref& operator=(Ref other) noexcept {
        std::swap(target_, other.target_);
        return *this;
    }
    ~Ref() {
        if (target_ != nullptr) {
            target_->release();
        }
    }

    T* get() const { return target_; }
    T* operator->() const { return target_; }
    T& operator*() const { return *target_; }
    explicit operator bool() const { return target_ != nullptr; }

private:
    T* target_ = nullptr;
};

template <class T, class... Arguments>
Ref<T> make(Arguments&&... arguments) {
    return Ref<T>(new T(std::forward<Arguments>(arguments)...));
}

}  // namespace muzon::host
