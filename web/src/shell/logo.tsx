/** The mark of Fluxu: two points and the flow between them. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f6cbd" />
      <path
        d="M10.5 22.5h1.5c4 0 4-3.25 4-6.5s0-6.5 4-6.5h1.5"
        fill="none"
        stroke="#fff"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
      <circle cx="8.5" cy="22.5" r="3" fill="#fff" />
      <circle cx="23.5" cy="9.5" r="3" fill="#fff" />
    </svg>
  );
}
