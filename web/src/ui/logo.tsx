/** The mark: three balanced stones. Its colours follow the scheme. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden
      style={{ flexShrink: 0, display: 'block' }}
    >
      <path
        fill="light-dark(#1d6b60, #3f9f8f)"
        d="M3.2 26.2c0-2.9 4.6-4.9 12.3-4.9 8 0 13.3 1.7 13.3 4.7 0 2.4-3.6 3.5-12.6 3.5s-13-.9-13-3.3z"
      />
      <path
        fill="light-dark(#2f8c7d, #6fbcae)"
        d="M7 17.3c0-2.5 3.7-3.9 9.4-3.9 5.5 0 8.9 1.5 8.9 3.7 0 2.2-3.3 3.1-9.3 3.1-5.7 0-9-.7-9-2.9z"
      />
      <path
        fill="light-dark(#6fbcae, #b4ddd5)"
        d="M10.6 8.6c0-3.1 2.9-5.9 6-5.9 2.9 0 5.4 2.3 5.4 5.2 0 3-2.3 4.4-5.7 4.4-3.5 0-5.7-1.2-5.7-3.7z"
      />
    </svg>
  );
}
